#include "stdlib/registry/describe.h"

#include <cmath>

#include "kernels/core/errors.h"
#include "stdlib/registry/signature.h"
#include "stdlib/registry/words.h"

namespace perilune {

namespace {

struct TypeName {
  Type type;
  const char* text;
};

constexpr TypeName type_names[] = {
    {Type::boolean, "boolean"},   {Type::integer, "integer"},   {Type::number, "number"}, {Type::complex, "complex"},
    {Type::string, "string"},     {Type::array, "array"},       {Type::vector, "vector"}, {Type::matrix, "matrix"},
    {Type::list, "list"},         {Type::callable, "function"}, {Type::shape, "shape"},   {Type::axis, "axis"},
    {Type::axes, "axis or list"}, {Type::index, "position"},    {Type::dtype, "dtype"},   {Type::map, "table of names"},
    {Type::object, "object"},     {Type::record, "record"},     {Type::none, "pl.none"},  {Type::table, "table"},
    {Type::any, "any value"},
};

void join(std::string& text, std::string_view part, std::string_view between) {
  if (part.empty()) return;
  if (!text.empty()) text += between;
  text += part;
}

std::string either(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i) text += i + 1 == parts.size() ? " or " : ", ";
    text += parts[i];
  }
  return text;
}

}  // namespace

std::string words_text(const Arg& arg) {
  std::vector<std::string> words;
  for_each_word(arg.choices, [&](std::string_view w) { words.push_back("\"" + std::string(w) + "\""); });
  return either(words);
}

std::string type_text(const Arg& arg) {
  std::vector<std::string> parts;
  const Type sized = Type::array | Type::vector | Type::matrix;
  for (const auto& [type, name] : type_names) {
    if (!arg.type.has(type)) continue;
    std::string part = name;
    if (type == Type::string && arg.choices) part = words_text(arg);
    if (type == Type::object && arg.class_) {
      arg.each_class([&](const Class& c) {
        if (&c != arg.class_) parts.push_back(std::move(part));
        part = c.name;
      });
    }
    if (type == Type::none && arg.role == Role::out) part = "nil";
    if (type == Type::record && arg.record) part = arg.record->name;
    if (arg.form && sized.has(type)) part += " (" + std::string(arg.form) + ")";
    if (arg.form && type == Type::callable) part += " " + std::string(arg.form);
    parts.push_back(std::move(part));
  }
  return either(parts);
}

std::string limits_text(const Arg& arg) {
  std::string text;
  if (!std::isinf(arg.low) && !std::isinf(arg.high) && !arg.low_open && !arg.high_open) {
    text = format("%.15g to %.15g", arg.low, arg.high);
  } else {
    if (!std::isinf(arg.low)) text = format(arg.low_open ? "above %.15g" : "at least %.15g", arg.low);
    if (!std::isinf(arg.high)) join(text, format(arg.high_open ? "below %.15g" : "at most %.15g", arg.high), ", ");
  }
  if (arg.finite_only) join(text, "finite", ", ");
  return text;
}

std::string condition_text(const char* when) {
  if (!when) return "";
  const bool inverse = when[0] == '!';
  const std::string text = when + inverse;
  if (const auto equals = text.find('='); equals != std::string::npos)
    return (inverse ? "not with " : "only with ") + text.substr(0, equals) + " = \"" + text.substr(equals + 1) + "\"";
  return (inverse ? "only without " : "only with ") + text;
}

std::string argument_text(const Arg& arg) {
  std::string text = type_text(arg);
  if (arg.units) join(text, "in " + std::string(arg.units), " ");
  join(text, limits_text(arg), ", ");
  if (arg.role == Role::out) join(text, condition_text(arg.when), ", ");
  if (const std::string fallback = default_text(arg); !fallback.empty()) join(text, "default " + fallback, ", ");
  if (arg.methods) {
    std::vector<std::string> methods;
    for_each_word(arg.methods, [&](std::string_view w) { methods.emplace_back(w); });
    std::string list;
    for (const std::string& method : methods) join(list, method, ", ");
    join(text, (methods.size() > 1 ? "for methods " : "for method ") + list, "; ");
  }
  if (arg.aliases) {
    std::string list;
    for_each_word(arg.aliases, [&](std::string_view w) { join(list, w, ", "); });
    join(text, "also named " + list, "; ");
  }
  return text;
}

std::string call_signature(const Class& c) {
  const Function& call = *c.called();
  std::string text = signature(call, c.prefix);
  const std::string name = full_name(call, c.prefix);
  return text.replace(text.find(name), name.size(), "object");
}

std::string places_text(const RecordType& record) {
  const int n = record.places;
  if (n == 1) return "The first is also res[1], and what res:unpack() gives.";
  const std::string which =
      n == static_cast<int>(record.fields.size()) ? "All are" : "The first " + std::to_string(n) + " are";
  return which + " also res[1] to res[" + std::to_string(n) + "], and what res:unpack() gives.";
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string unindented(std::string_view text) {
  const std::vector<std::string_view> lines = lines_of(text);
  std::size_t common = std::string_view::npos;
  for (std::size_t i = 1; i < lines.size(); ++i)
    if (const auto start = lines[i].find_first_not_of(' '); start != std::string_view::npos)
      common = std::min(common, start);
  std::string result;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i) result += '\n';
    result += i && lines[i].size() >= common ? lines[i].substr(common) : lines[i];
  }
  return result;
}

std::vector<const Arg*> inputs(const Function& row, std::string_view place) {
  std::vector<const Arg*> list;
  bool behind_colon = place.ends_with(':');
  for (const Arg& arg : row.args) {
    if (arg.role == Role::out) continue;
    if (behind_colon && arg.role == Role::in) behind_colon = false;
    else list.push_back(&arg);
  }
  return list;
}

std::vector<const Arg*> results(const Function& row) {
  std::vector<const Arg*> list;
  for (const Arg& arg : row.args)
    if (arg.role == Role::out) list.push_back(&arg);
  return list;
}

int text_width(std::string_view text) {
  int width = 0;
  for (const char c : text) width += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return width;
}

std::string wrapped(std::string_view text, int indent, int width) {
  std::string result;
  for (std::string_view line : lines_of(text)) {
    const int hang = line.starts_with("- ") ? 2 : 0;
    int column = 0;
    bool first = true;
    while (!line.empty()) {
      const auto start = line.find_first_not_of(' ');
      if (start == std::string_view::npos) break;
      line.remove_prefix(start);
      const std::string_view word = line.substr(0, line.find(' '));
      line.remove_prefix(word.size());
      const int length = text_width(word);
      if (column && column + 1 + length > width) {
        result += '\n';
        column = 0;
      }
      if (column == 0) {
        column = indent + (first ? 0 : hang);
        result.append(static_cast<std::size_t>(column), ' ');
      } else {
        result += ' ';
        ++column;
      }
      result += word;
      column += length;
      first = false;
    }
    result += '\n';
  }
  return result;
}

}  // namespace perilune
