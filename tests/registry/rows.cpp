// What a declaration must have: texts, allowed defaults, names that do not collide.

#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "kernels/core/dtype.h"
#include "stdlib/modules.h"
#include "stdlib/registry/catalog.h"
#include "stdlib/registry/describe.h"
#include "stdlib/registry/words.h"
#include "tests/support/catch.h"

using namespace perilune;

namespace {

std::vector<std::string> words(const char* list) {
  std::vector<std::string> all;
  for_each_word(list, [&](std::string_view w) { all.emplace_back(w); });
  return all;
}

// Sentences: something is there, without stray blanks, ended by a full stop.
std::string text_problem(const char* text, bool one_line) {
  if (!text || !*text) return "is missing";
  const std::string_view t = text;
  if (t.front() == ' ' || t.back() == ' ' || t.back() == '\n') return "has blanks at an end";
  if (t.find("  ") != std::string_view::npos) return "has two blanks in a row";
  if (one_line && t.find('\n') != std::string_view::npos) return "must be one line";
  if (t.back() != '.') return "must end with a full stop";
  int ticks = 0;
  for (const char c : t) ticks += c == '`';
  return ticks % 2 ? "has a ` without its partner" : "";
}

bool snake_case(std::string_view name) {
  if (!std::islower(static_cast<unsigned char>(name[0]))) return false;
  for (const char c : name)
    if (!std::islower(static_cast<unsigned char>(c)) && !std::isdigit(static_cast<unsigned char>(c)) && c != '_')
      return false;
  return true;
}

bool identifier(std::string_view name) {
  if (name.empty() || std::isdigit(static_cast<unsigned char>(name[0]))) return false;
  for (const char c : name)
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_') return false;
  return true;
}

const Arg* input_named(const Function& row, std::string_view name) {
  for (const Arg& arg : row.args)
    if (arg.role != Role::out && name == arg.name) return &arg;
  return nullptr;
}

std::string default_problem(const Arg& arg) {
  const Default& d = arg.fallback;
  if (d.kind == Default::Kind::absent) return "";
  if (arg.role == Role::in || arg.role == Role::rest || arg.role == Role::out) return "cannot have a default";
  if (d.kind == Default::Kind::boolean) return arg.type.has(Type::boolean) ? "" : "has a default that is no boolean";
  if (d.kind == Default::Kind::string) {
    if (arg.type.has(Type::dtype)) return parse_dtype(d.string) ? "" : "has a default that is no dtype";
    if (!arg.type.has(Type::string | Type::any)) return "has a text as default";
    if (arg.choices && !has_word(arg.choices, first_word(d.string))) return "has a default that is no choice";
    return "";
  }
  const Type numeric = Type::number | Type::integer | Type::axis | Type::axes | Type::index | Type::shape | Type::array;
  if (!arg.type.has(numeric)) return "has a number as default";
  if (d.number < arg.low || d.number > arg.high || (arg.low_open && d.number == arg.low) ||
      (arg.high_open && d.number == arg.high))
    return "has a default out of its range";
  if (!arg.type.has(Type::number | Type::array) && d.number != std::floor(d.number))
    return "has a default that is not whole";
  return "";
}

std::string argument_problem(const Function& row, const Arg& arg) {
  if (!identifier(arg.name) && std::string_view(arg.name) != "...") return "has no proper name";
  if (const std::string p = text_problem(arg.doc, false); !p.empty()) return "'s text " + p;
  if (!arg.type.bits) return "has no type";
  if (const std::string p = default_problem(arg); !p.empty()) return p;
  if (arg.choices && !arg.type.has(Type::string | Type::map)) return "has choices but takes no text";
  if (arg.low > arg.high) return "has an empty range";
  if (arg.form && !arg.type.has(Type::array | Type::vector | Type::matrix | Type::callable | Type::any))
    return "has a shape but is neither an array nor a function";
  if (arg.role == Role::out && arg.type.has(Type::record) && !arg.record && row.body) return "names no record type";
  if (arg.role == Role::out && arg.type.has(Type::object) && !arg.class_) return "names no class";
  for (const std::string& method : words(arg.methods)) {
    const Arg* methods = input_named(row, "method");
    if (!methods || !has_word(methods->choices, method)) return "is used by an unknown method " + method;
  }
  if (arg.when) {
    std::string flag = arg.when[0] == '!' ? arg.when + 1 : arg.when;
    const auto equals = flag.find('=');
    const Arg* other = input_named(row, flag.substr(0, equals));
    if (!other) return "depends on an unknown argument " + flag;
    if (equals != std::string::npos && !has_word(other->choices, flag.substr(equals + 1)))
      return "depends on an unknown choice " + flag;
    if (arg.role != Role::out) return "is no result and cannot depend on a flag";
  }
  return "";
}

std::string row_problem(const Function& row) {
  if (const std::string p = text_problem(row.summary, true); !p.empty()) return "summary " + p;
  if (text_width(row.summary) > 100) return "summary is longer than 100 characters";
  if (const std::string p = text_problem(row.details, false); !p.empty()) return "details " + p;
  if (!row.example) return "has no example";
  if ((row.body != nullptr) == (row.direct != nullptr)) return "needs either a body or a direct function";
  std::set<std::string> names, results;
  bool optional_seen = false, rest_seen = false;
  for (const Arg& arg : row.args) {
    if (const std::string p = argument_problem(row, arg); !p.empty()) return std::string(arg.name) + " " + p;
    if (arg.role == Role::out) {
      if (!results.insert(arg.name).second) return std::string("two results named ") + arg.name;
      continue;
    }
    if (!names.insert(arg.name).second) return std::string("two arguments named ") + arg.name;
    for (const std::string& alias : words(arg.aliases))
      if (!names.insert(alias).second) return "the name " + alias + " is taken";
    if (arg.role == Role::in && (optional_seen || rest_seen)) return "a required argument follows an optional one";
    if (arg.role == Role::optional && rest_seen) return "an optional argument follows the rest";
    optional_seen = optional_seen || arg.role == Role::optional;
    rest_seen = rest_seen || arg.role == Role::rest;
  }
  if (row.method) {
    const Type arrays = Type::array | Type::vector | Type::matrix | Type::any;
    if (row.args.empty() || row.args[0].role != Role::in || !row.args[0].type.has(arrays))
      return "is a method of arrays, but its first argument is none";
  }
  return "";
}

// Every text in which names may be mentioned.
std::vector<std::string> texts(const Entry& e) {
  std::vector<std::string> all{e.summary()};
  if (e.kind == Entry::Kind::module && e.module->details) all.emplace_back(e.module->details);
  if (e.kind == Entry::Kind::class_ && e.class_->details) all.emplace_back(e.class_->details);
  if (e.topic) all.emplace_back(e.topic->details);
  if (!e.row) return all;
  if (e.row->details) all.emplace_back(e.row->details);
  if (e.row->errors) all.emplace_back(e.row->errors);
  for (const Arg& arg : e.row->args)
    if (arg.doc) all.emplace_back(arg.doc);
  return all;
}

}  // namespace

TEST_CASE("registry: every row is complete") {
  for (const Entry& e : catalog()) {
    INFO(e.name);
    if (e.row) CHECK(row_problem(*e.row) == "");
    if (e.topic) {
      CHECK(text_problem(e.topic->details, false) == "");
      CHECK(e.topic->example != nullptr);
    }
    if (e.class_ && e.class_->call) CHECK(row_problem(*e.class_->call) == "");
    if (e.kind != Entry::Kind::record) CHECK(text_problem(e.summary(), e.kind != Entry::Kind::constant) == "");
    if (e.record) {
      CHECK(e.record->places <= static_cast<int>(e.record->fields.size()));
      for (const RecordField& field : e.record->fields) {
        INFO(field.name);
        CHECK(identifier(field.name));
        CHECK(text_problem(field.doc, false) == "");
      }
    }
  }
}

TEST_CASE("registry: names are unique and spelt as the rest") {
  for (const Module* m : modules()) {
    const bool arrays = m == &array_module;
    std::set<std::string> names;
    auto add = [&](const std::string& name) {
      INFO(m->name << "." << name);
      CHECK(names.insert(name).second);
    };
    for (const Rows& family : m->families)
      for (const Function& row : family) {
        add(row.name);
        for (const std::string& alias : words(row.aliases)) add(alias);
        INFO(m->name << "." << row.name);
        const Entry* e = entry_of(row);
        CHECK((snake_case(row.name) || (e && e->class_)));
        CHECK(identifier(row.name));
      }
    for (const Constant& c : m->constants) add(c.name);
    for (const Class* c : m->classes) {
      std::set<std::string> members;
      for (Rows rows : {c->methods, c->fields})
        for (const Function& row : rows) {
          INFO(c->name << ":" << row.name);
          CHECK(members.insert(row.name).second);
        }
      CHECK(std::string_view(c->prefix).ends_with(":"));
    }
    if (arrays) {
      for (const Function& field : m->fields) add(field.name);
      for (const Entry& e : catalog())
        if (e.row && e.row->method) {
          add(e.row->name);
          for (const std::string& alias : words(e.row->aliases)) add(alias);
        }
    }
  }
  std::set<std::string> full;
  for (const Entry& e : catalog()) {
    INFO(e.name);
    CHECK(full.insert(e.name).second);
  }
}

TEST_CASE("registry: every class that a row names is in its module's list") {
  std::set<const Class*> listed;
  for (const Module* m : modules()) listed.insert(m->classes.begin(), m->classes.end());
  for (const Entry& e : catalog()) {
    if (!e.row) continue;
    for (const Arg& arg : e.row->args)
      arg.each_class([&](const Class& c) {
        INFO(e.name << ": " << arg.name << " is of " << c.name);
        CHECK(listed.count(&c) == 1);
      });
  }
}

TEST_CASE("registry: what texts refer to exists") {
  std::set<std::string> known_modules{"pl"};
  for (const Module* m : modules())
    if (*m->name) known_modules.insert(m->name);
  for (const Entry& e : catalog())
    for (const std::string& text : texts(e))
      for (std::size_t i = text.find('`'); i != std::string::npos; i = text.find('`', i + 1)) {
        const std::size_t end = text.find('`', i + 1);
        if (end == std::string::npos) break;
        const std::string span = text.substr(i + 1, end - i - 1);
        i = end;
        const auto dot = span.find_first_of(".:");
        if (dot == std::string::npos || !known_modules.count(span.substr(0, dot))) continue;
        const auto stop = span.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:");
        const std::string name = span.substr(0, stop);
        INFO("`" << span << "` in the text of " << e.name);
        CHECK(find_entries(name).size() == 1);
      }
}

TEST_CASE("registry: what is wrong with a row is found") {
  static constexpr Arg good[] = {in("a", Type::array, "An array."), option("n", 3.0, "A number.").at_least(0),
                                 out("b", Type::array, "The result.")};
  static constexpr auto body = [](Call&) {};
  const Function row{"f", "Does it.", good, "In some way.", "print(1)  --> 1", body};
  CHECK(row_problem(row) == "");
  auto with = [&](auto change) {
    Function f = row;
    change(f);
    return row_problem(f);
  };
  CHECK(with([](Function& f) { f.summary = ""; }) != "");
  CHECK(with([](Function& f) { f.summary = "Does it"; }) != "");
  CHECK(with([](Function& f) { f.summary = "Does\nit."; }) != "");
  CHECK(with([](Function& f) { f.details = nullptr; }) != "");
  CHECK(with([](Function& f) { f.details = "An `open tick."; }) != "");
  CHECK(with([](Function& f) { f.example = nullptr; }) != "");
  CHECK(with([](Function& f) { f.body = nullptr; }) != "");
  auto with_args = [&](std::span<const Arg> args) {
    Function f = row;
    f.args = args;
    return row_problem(f);
  };
  const Arg undocumented[] = {in("a", Type::array, "")};
  const Arg out_of_range[] = {option("n", -1.0, "A number.").at_least(0)};
  const Arg no_choice[] = {option("w", Type::string, "c", "A word.").among("a|b")};
  const Arg same_name[] = {in("a", Type::array, "One."), option("b", 1.0, "Two.").alias("a")};
  const Arg unknown_flag[] = {in("a", Type::array, "One."), out("b", Type::array, "Two.").only_if("full")};
  const Arg order[] = {optional("a", Type::array, absent, "One."), in("b", Type::array, "Two.")};
  const Arg untyped[] = {in("a", Type{}, "One.")};
  const Arg wrong_dtype[] = {optional("dtype", Type::dtype, "float", "A type.")};
  const Arg wrong_kind[] = {option("flag", Type::boolean, 1.0, "A flag.")};
  const std::span<const Arg> bad[] = {undocumented, out_of_range, no_choice,   same_name, unknown_flag,
                                      order,        untyped,      wrong_dtype, wrong_kind};
  for (const auto& args : bad) {
    INFO(args[0].name << ", case " << (&args - bad));
    CHECK(with_args(args) != "");
  }
}
