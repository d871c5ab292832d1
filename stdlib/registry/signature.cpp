#include "stdlib/registry/signature.h"

#include "kernels/core/errors.h"
#include "stdlib/registry/words.h"

namespace perilune {

namespace {

// As one would write it in a script, on one line.
std::string lua_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (c == '"' || c == '\\') (out += '\\') += c;
    else out += c;
  }
  return out + "\"";
}

}  // namespace

std::string shown_module(std::string_view name) {
  if (name.empty()) return "pl";
  return name == "io" ? "pl.io" : std::string(name);
}

std::string full_name(const Function& row, const char* module) {
  const std::string_view place = module;
  if (std::string_view(row.name) == "__call") return std::string(place.substr(0, place.find(':')));  // as it is written
  if (place.ends_with(':')) return module + std::string(row.name);
  if (std::string_view("+-*/%^&|~<>=#[").find(row.name[0]) != std::string_view::npos)
    return module + (" " + std::string(row.name));
  return shown_module(place) + "." + row.name;
}

std::string default_text(const Arg& arg) {
  switch (arg.fallback.kind) {
    case Default::Kind::boolean: return arg.fallback.number != 0 ? "true" : "false";
    case Default::Kind::string: return lua_string(arg.choices ? first_word(arg.fallback.string) : arg.fallback.string);
    case Default::Kind::number: return number_text(arg.fallback.number);
    default: return "";
  }
}

std::string signature(const Function& row, const char* module) {
  std::string results, places, options;
  auto add = [](std::string& list, const std::string& item) { list += (list.empty() ? "" : ", ") + item; };
  bool behind_colon = std::string_view(module).ends_with(':');
  for (const Arg& arg : row.args) {
    if (behind_colon && arg.role == Role::in) {  // the object in front of the colon
      behind_colon = false;
      continue;
    }
    const std::string fallback = default_text(arg);
    const std::string shown = fallback.empty() ? arg.name : arg.name + (" = " + fallback);
    switch (arg.role) {
      case Role::out: add(results, arg.many ? arg.name + std::string(", ...") : arg.name); break;
      case Role::in: add(places, arg.name); break;
      case Role::rest: add(places, "..."); break;
      case Role::optional: add(places, "[" + shown + "]"); break;
      case Role::option: add(options, shown); break;
    }
  }
  std::string text = full_name(row, module);
  if (!options.empty()) add(places, "{" + options + "}");
  text += "(" + places + ")";
  return results.empty() ? text : results + " = " + text;
}

}  // namespace perilune
