#pragma once
// What the program writes from the declarations: reference pages, editor stubs, the text of one name.

#include <string>
#include <string_view>
#include <vector>

namespace perilune {

// A file below the directory that is written to.
struct WrittenFile {
  std::string name;
  std::string text;
};
// Markdown: index.md and a page for each module.
std::vector<WrittenFile> reference_pages();
// LuaCATS annotations for editors: perilune.lua, globals.lua and a file for each module.
std::vector<WrittenFile> editor_stubs();

// Write the files, making the directory where there is none. 0, or 1 after a message on stderr: exit codes.
int write_docs(const char* directory);
int write_stubs(const char* directory);

// The help of a name, or of what can be found about some words. False when nothing is known; then `text` says so.
bool doc_text(std::string_view name, std::string& text);

}  // namespace perilune
