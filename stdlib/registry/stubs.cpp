// LuaCATS annotations, for editors that check and complete Lua.

#include "kernels/core/dtype.h"
#include "stdlib/modules.h"
#include "stdlib/registry/catalog.h"
#include "stdlib/registry/describe.h"
#include "stdlib/registry/signature.h"
#include "stdlib/registry/words.h"
#include "stdlib/registry/writers.h"
#include "stdlib/types/complex_value.h"

namespace perilune {

namespace {

constexpr const char* written_note =
    "-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.\n\n";

constexpr std::pair<Type, const char*> type_names[] = {
    {Type::boolean, "boolean"},
    {Type::integer | Type::axis | Type::index, "integer"},
    {Type::number, "number"},
    {Type::complex, "perilune.complex"},
    {Type::shape | Type::axes, "integer|integer[]"},
    {Type::list | Type::map | Type::table, "table"},
    {Type::dtype, "perilune.dtype"},
    {Type::none, "perilune.none"},
    {Type::any, "any"},
};

std::string class_name(const Class& c) {
  const std::string_view name = c.name;
  return "perilune." + std::string(name.starts_with("pl.") ? name.substr(3) : name);
}

std::string record_name(const RecordType& record) {
  const Entry* e = entry_of(record);
  std::string name = e ? e->name : record.name;
  if (name.starts_with("pl.")) name.erase(0, 3);
  return "perilune." + name;
}

std::string type_of(const Arg& arg) {
  std::string text;
  auto add = [&](const std::string& part) { text += (text.empty() ? "" : "|") + part; };
  for (const auto& [type, name] : type_names)
    if (arg.type.has(type)) add(type == Type::none && arg.role == Role::out ? "nil" : name);
  if (arg.type.has(Type::array | Type::vector | Type::matrix))
    add(arg.role == Role::out ? "perilune.array" : "perilune.array_like");
  if (arg.type.has(Type::string)) {
    if (arg.choices) for_each_word(arg.choices, [&](std::string_view w) { add("\"" + std::string(w) + "\""); });
    else add("string");
  }
  if (arg.type.has(Type::callable)) add("function");
  if (arg.type.has(Type::object)) {
    if (!arg.class_) add("userdata");
    arg.each_class([&](const Class& c) { add(class_name(c)); });
  }
  if (arg.type.has(Type::record)) {
    add(arg.record ? record_name(*arg.record) : "table");
    if (arg.record && arg.role != Role::out) add("table");
  }
  return text;
}

// One line of plain text: LuaCATS has no other place for it.
std::string line(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c == '\n') c = ' ';
  return result;
}

std::string doc_of(const Arg& arg) {
  std::string text = line(arg.doc);
  std::string more;
  auto add = [&](const std::string& part) {
    if (!part.empty()) more += (more.empty() ? "" : ", ") + part;
  };
  if (arg.form) add(arg.type.has(Type::callable) ? arg.form : "shape (" + std::string(arg.form) + ")");
  if (arg.units) add("in " + std::string(arg.units));
  add(limits_text(arg));
  if (arg.role == Role::out) add(condition_text(arg.when));
  if (const std::string fallback = default_text(arg); !fallback.empty()) add("default " + fallback);
  return more.empty() ? text : text + " (" + more + ")";
}

bool is_keyword(std::string_view name) {
  return has_word(
      "and|break|do|else|elseif|end|false|for|function|goto|if|in|local|nil|not|or|repeat|return|then|true|"
      "until|while",
      name);
}

std::string parameter(const Arg& arg) {
  if (arg.role == Role::rest) return "...";
  return is_keyword(arg.name) ? arg.name + std::string("_") : arg.name;
}

void comment(std::string& out, std::string_view text) {
  for (std::string_view part : lines_of(text)) {
    out += part.empty() ? "---" : "--- ";
    out += part;
    out += '\n';
  }
}

// "linalg.svd" -> "perilune.linalg.svd.options"
std::string options_name(const Function& row, std::string_view place) {
  std::string text = "perilune." + std::string(place);
  if (!place.empty() && !place.ends_with(':')) text += '.';
  for (char& c : text)
    if (c == ':') c = '.';
  return text + row.name + ".options";
}

struct Parts {
  std::vector<const Arg*> required, by_place, named;
  bool rest = false, has_options = false;
  Parts(const Function& row, std::string_view place) {
    for (const Arg* arg : inputs(row, place)) {
      if (arg->role == Role::in) required.push_back(arg);
      if (arg->role == Role::rest) rest = true;
      if (arg->role != Role::option) by_place.push_back(arg);
      if (arg->role == Role::option || arg->role == Role::optional) named.push_back(arg);
      has_options = has_options || arg->role == Role::option;
    }
  }
};

void options_class(std::string& out, const Function& row, std::string_view place) {
  const Parts parts(row, place);
  if (parts.named.empty() || parts.rest) return;
  out += "---@class " + options_name(row, place) + "\n";
  for (const Arg* arg : parts.named) {
    out += "---@field " + std::string(arg->name) + "? " + type_of(*arg) + " " + doc_of(*arg) + "\n";
    for_each_word(arg->aliases, [&](std::string_view w) {
      out += "---@field " + std::string(w) + "? " + type_of(*arg) + " The same as " + arg->name + ".\n";
    });
  }
  out += "\n";
}

std::string results_list(const Function& row) {
  std::string text;
  for (const Arg* arg : results(row)) text += (text.empty() ? "" : ", ") + type_of(*arg);
  return text;
}

// f(a, {options}) with the optional places left out.
void overload(std::string& out, const Function& row, std::string_view place, const Parts& parts,
              const std::string& self) {
  if (parts.named.empty() || parts.rest || parts.by_place.size() == parts.required.size()) return;
  std::string list = self.empty() ? "" : "self: " + self;
  for (const Arg* arg : parts.required) list += (list.empty() ? "" : ", ") + parameter(*arg) + ": " + type_of(*arg);
  list += (list.empty() ? "" : ", ") + ("options: " + options_name(row, place));
  const std::string back = results_list(row);
  out += "---@overload fun(" + list + ")" + (back.empty() ? "" : ": " + back) + "\n";
}

// The annotations and the empty function. `owner` is "linalg." or "array:", self the class of what is before a colon.
// With `shared`, the place of a function that is declared in full elsewhere and is a method here as well.
void function(std::string& out, const Function& row, std::string_view place, const std::string& owner,
              const std::string& self, const char* shared = nullptr) {
  const Parts parts(row, place);
  const bool full = !shared;
  if (full) options_class(out, row, place);
  comment(out, row.summary);
  if (full) {
    comment(out, "");
    comment(out, row.details);
    comment(out, "\n```lua\n" + unindented(row.example) + "\n```");
  }
  std::string names;
  auto add_name = [&](const std::string& name) { names += (names.empty() ? "" : ", ") + name; };
  for (const Arg* arg : parts.by_place) {
    add_name(parameter(*arg));
    const char* mark = arg->role == Role::optional ? "? " : " ";
    out += "---@param " + parameter(*arg) + mark + type_of(*arg) + " " + doc_of(*arg) + "\n";
  }
  const std::string_view home = full ? place : shared;
  if (!parts.named.empty() && !parts.rest) {
    add_name("options");
    out += "---@param options? " + options_name(row, home) + "\n";
  }
  for (const Arg* arg : results(row))
    out += "---@return " + type_of(*arg) + " " + (arg->name == std::string_view("...") ? "" : arg->name) + " " +
           doc_of(*arg) + "\n";
  overload(out, row, home, parts, self);
  out += "function " + owner + row.name + "(" + names + ") end\n\n";
  for_each_word(row.aliases, [&](std::string_view alias) {
    std::string dotted = owner;
    if (dotted.ends_with(':')) dotted.back() = '.';
    out += dotted + std::string(alias) + " = " + dotted + row.name + "\n\n";
  });
}

void fields(std::string& out, Rows rows) {
  for (const Function& field : rows)
    out += "---@field " + std::string(field.name) + " " + results_list(field) + " " + line(field.summary) + "\n";
}

// ---@overload fun(x: …): … for objects that can be called.
void call_overload(std::string& out, const Class& c) {
  const Function* call = c.called();
  if (!call) return;
  std::string list;
  for (const Arg* arg : inputs(*call, c.prefix))
    if (arg->role != Role::option)
      list +=
          (list.empty() ? "" : ", ") + parameter(*arg) + (arg->role == Role::optional ? "?: " : ": ") + type_of(*arg);
  const std::string back = results_list(*call);
  out += "---@overload fun(" + list + ")" + (back.empty() ? "" : ": " + back) + "\n";
}

void arithmetic(std::string& out, const std::string& operand, const std::string& result,
                std::initializer_list<const char*> operators) {
  for (const char* name : operators) {
    const std::string_view op = name;
    const bool one = op == "unm" || op == "bnot";
    out += "---@operator " + std::string(op) + (one ? "" : "(" + operand + ")") + ": " + result + "\n";
  }
}

void class_stub(std::string& out, const Class& c) {
  const std::string variable = std::string(c.name).substr(std::string_view(c.name).rfind('.') + 1);
  comment(out, c.summary);
  out += "---@class " + class_name(c) + (c.base ? ": " + class_name(*c.base) : "") + "\n";
  fields(out, c.fields);
  call_overload(out, c);
  if (&c == &complex_class)
    arithmetic(out, "number|perilune.complex", "perilune.complex", {"add", "sub", "mul", "div", "pow", "unm"});
  if (const Operators* operators = c.operators) {
    if (operators->operate) arithmetic(out, "any", "any", {"add", "sub", "mul", "div", "pow", "unm"});
    if (operators->length) out += "---@operator len: integer\n";
    if (operators->index) out += "---@field [integer|string|table|perilune.array] any\n";
  }
  out += "local " + variable + " = {}\n\n";
  for (const Function& row : c.methods) function(out, row, c.prefix, variable + ":", class_name(c));
}

void record_stub(std::string& out, const RecordType& record) {
  out += "---@class " + record_name(record) + "\n";
  int place = 0;
  for (const RecordField& field : record.fields) {
    const Arg shown = perilune::out(field.name, field.type, field.doc);
    out += "---@field " + std::string(field.name) + " " + type_of(shown) + " " + line(field.doc) + "\n";
    if (++place <= record.places) out += "---@field [" + std::to_string(place) + "] " + type_of(shown) + "\n";
  }
  out += "---@field unpack fun(self): ...any\n\n";
}

void array_stub(std::string& out) {
  out += "---@alias perilune.dtype ";
  const char* between = "";
  for_each_word(dtype_names, [&](std::string_view w) {
    out += between + ("\"" + std::string(w) + "\"");
    between = "|";
  });
  out += "\n---@alias perilune.array_like perilune.array|table|number|boolean|perilune.complex\n";
  out += "---@class perilune.none\n\n";
  comment(out, "An array: a[i], a(i, j), a[\"2:5, :\"] and a[{i, j}] read; the forms in brackets write.");
  out += "---@class perilune.array\n---@field [integer|string|table|perilune.array] any\n";
  fields(out, array_module.fields);
  out += "---@overload fun(...: integer|string|table|perilune.array): any\n";
  arithmetic(out, "perilune.array_like", "perilune.array",
             {"add", "sub", "mul", "div", "idiv", "mod", "pow", "unm", "band", "bor", "bxor", "bnot"});
  out += "---@operator len: integer\nlocal array = {}\n\n";
  for (const Rows& family : array_module.families)
    for (const Function& row : family) function(out, row, "array:", "array:", "perilune.array");
  for (const Entry& e : catalog())
    if (e.row && e.row->method) function(out, *e.row, "array:", "array:", "perilune.array", e.place);
}

// Functions, classes, records and constants of a module, as members of the local variable `variable`.
void members(std::string& out, const Module& m, const std::string& variable) {
  for (const Entry& e : catalog())
    if (e.module == &m && e.kind == Entry::Kind::record) record_stub(out, *e.record);
  for (const Class* c : m.classes) class_stub(out, *c);
  for (const Constant& c : m.constants) {
    comment(out, c.doc + (c.units ? " In " + std::string(c.units) + "." : std::string()));
    out += c.push ? "---@type any\n" : "---@type number\n";
    out += variable + "." + c.name + " = nil\n\n";
  }
  for (const Rows& family : m.families)
    for (const Function& row : family) function(out, row, m.name, variable + ".", "");
}

void module_field(std::string& out, const Module& m) {
  out += "---@field " + std::string(own_name(m)) + " perilune." + m.name + " " + line(m.summary) + "\n";
}

std::string root_stub() {
  std::string out = written_note + std::string("---@meta perilune\n\n");
  array_stub(out);
  comment(out, root_module.summary);
  out += "---@class perilune\n";
  for (const Module* m : modules())
    if (is_member(*m)) module_field(out, *m);
  out += "local pl = {}\n\n";
  members(out, root_module, "pl");
  return out + "return pl\n";
}

std::string module_stub(const Module& m) {
  std::string out = written_note + std::string("---@meta _\n\n");
  comment(out, m.summary);
  out += "---@class perilune." + std::string(m.name) + "\n";
  for (const Module* inner : modules())
    if (parent_of(*inner) == &m) module_field(out, *inner);
  out += "local " + std::string(own_name(m)) + " = {}\n\n";
  members(out, m, own_name(m));
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

// What the program shows as globals: pl, help and the modules, but for io, which stays Lua's own.
std::string globals_stub() {
  std::string out = written_note + std::string("---@meta _\n\n---@type perilune\npl = nil\n\nhelp = pl.help\n");
  for (const Module* m : modules())
    if (is_global(*m)) out += "\n---@type perilune." + std::string(m->name) + "\n" + m->name + " = nil\n";
  return out;
}

}  // namespace

std::vector<WrittenFile> editor_stubs() {
  std::vector<WrittenFile> files{{"perilune.lua", root_stub()}, {"globals.lua", globals_stub()}};
  for (const Module* m : modules())
    if (m != &root_module && m != &array_module) files.push_back({std::string(m->name) + ".lua", module_stub(*m)});
  return files;
}

}  // namespace perilune
