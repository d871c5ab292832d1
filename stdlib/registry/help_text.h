#pragma once
// What help shows: plain text, 80 columns wide, every line ended.

#include <string>
#include <string_view>

#include "stdlib/registry/catalog.h"

namespace perilune {

// All about one function, class, module, field, constant or record.
std::string help_text(const Entry& entry);
// help(): the modules, and how to go on.
std::string help_tour();
// help "words": the one thing of that name; else a list of what the words may mean.
std::string help_search(std::string_view words);

}  // namespace perilune
