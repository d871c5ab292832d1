#pragma once
// Parts of a declaration as words: what help, pages and stubs have in common.

#include <string>
#include <string_view>
#include <vector>

#include "stdlib/registry/declaration.h"

namespace perilune {

// "matrix (m, n)", "number or list", "function x -> number".
std::string type_text(const Arg& arg);
// `"gesdd" or "gesvd"`; what may be given where only words are, empty otherwise.
std::string words_text(const Arg& arg);
// "at least 0, below 1"; empty when there are no limits.
std::string limits_text(const Arg& arg);
// When a result comes: "only with compute_uv", "only without compute_uv", "only with output = "ba"".
std::string condition_text(const char* when);
// Everything about an argument but its name and doc: "matrix (m, n), seconds, at least 0, default 3".
std::string argument_text(const Arg& arg);

// How an object of the class is called: "y = object(x, [nu = 0])". The class must have a call.
std::string call_signature(const Class& c);
// "The first 2 are also res[1] and res[2] …": which fields of a record have places. It must have some.
std::string places_text(const RecordType& record);

// The text without the indentation that its lines have in common (the first, which follows a quote, aside).
std::string unindented(std::string_view text);
std::vector<std::string_view> lines_of(std::string_view text);

// The inputs that a caller writes between the parentheses: without the object in front of the colon.
std::vector<const Arg*> inputs(const Function& row, std::string_view place);
std::vector<const Arg*> results(const Function& row);

// Words filled into lines of at most `width` characters (of UTF-8), each line led by `indent` spaces. A line of the
// text is a paragraph; one that begins with "- " hangs below its dash.
std::string wrapped(std::string_view text, int indent, int width = 80);
int text_width(std::string_view text);

}  // namespace perilune
