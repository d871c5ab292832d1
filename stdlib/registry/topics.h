#pragma once
// Subjects that belong to no single function: help shows them by name, the page of arrays holds them all.

#include <span>

namespace perilune {

struct Topic {
  const char* name;     // "indexing"
  const char* words;    // what else leads here: "index|slice|read csv"
  const char* summary;  // one line
  const char* details;  // paragraphs, one to a line
  const char* example;  // Lua; `-->` is checked
};

std::span<const Topic> topics();

}  // namespace perilune
