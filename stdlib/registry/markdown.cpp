// The reference pages in Markdown.

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "kernels/core/errors.h"
#include "stdlib/modules.h"
#include "stdlib/registry/catalog.h"
#include "stdlib/registry/describe.h"
#include "stdlib/registry/signature.h"
#include "stdlib/registry/words.h"
#include "stdlib/registry/writers.h"

namespace perilune {

namespace {

constexpr const char* written_note =
    "<!-- Written by `perilune --write-docs`: change the declarations in stdlib/, not this page. -->\n\n";

std::string page_name(const Module& m) {
  return std::string(&m == &array_module ? "arrays" : *m.name ? m.name : "pl") + ".md";
}

// The anchor that a heading gets: lower case, letters, digits, - and _ only.
std::string anchor(std::string_view heading) {
  std::string text;
  for (const char c : heading)
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-')
      text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// Where each entry is to be found: "linalg.md#linalgsvd". Headings that would share an anchor get numbers.
const std::map<const Entry*, std::string>& places() {
  static const std::map<const Entry*, std::string> all = [] {
    std::map<const Entry*, std::string> map;
    std::map<std::string, int> taken;
    for (const Entry& e : catalog()) {
      const std::string page = page_name(*e.module);
      if (e.kind == Entry::Kind::module) {
        map[&e] = page;
        continue;
      }
      std::string place = page + "#" + anchor(e.name);
      const int before = taken[place]++;
      if (before) place += "-" + std::to_string(before);
      map[&e] = place;
    }
    return map;
  }();
  return all;
}

std::string link(const Entry& e, std::string_view text) {
  return "[" + std::string(text) + "](" + places().at(&e) + ")";
}

// The one thing that a span of code names, when it is written in full: `linalg.svd`, `a:sum`.
const Entry* named_by(std::string_view code) {
  std::string name(code);
  if (name.starts_with("a:")) name = "array" + name.substr(1);
  if (name.find_first_of(".:") == std::string::npos) return nullptr;
  const auto found = find_entries(name);
  return found.size() == 1 ? found.front() : nullptr;
}

// Text of a declaration as Markdown: what would be read as markup is escaped, spans of code that name something link.
std::string marked(std::string_view text, bool in_table = false) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto end = c == '`' ? text.find('`', i + 1) : std::string_view::npos;
    if (end != std::string_view::npos) {
      const std::string_view code = text.substr(i + 1, end - i - 1);
      std::string span = "`" + std::string(code) + "`";
      if (in_table)
        for (std::size_t at = 0; (at = span.find('|', at)) != std::string::npos; at += 2) span.insert(at, "\\");
      const Entry* e = named_by(code);
      result += e ? link(*e, span) : span;
      i = end;
      continue;
    }
    if (c == '*' || c == '_' || c == '[' || c == '<' || (c == '|' && in_table)) result += '\\';
    if (c == '\n') result += in_table ? " " : "\n\n";
    else result += c;
  }
  return result;
}

std::string code_block(std::string_view code) { return "```lua\n" + std::string(code) + "\n```\n\n"; }

void table(std::string& out, const char* title, const std::vector<const Arg*>& args) {
  if (args.empty()) return;
  out += std::string("**") + title + "**\n\n| name | type | |\n|---|---|---|\n";
  for (const Arg* arg : args) {
    std::string type = marked(argument_text(*arg), true);
    const char* before = ": ";
    arg->each_class([&](const Class& c) {
      if (const Entry* e = entry_of(c)) type += std::exchange(before, ", ") + link(*e, c.name);
    });
    if (arg->record)
      if (const Entry* e = entry_of(*arg->record)) type += ": " + link(*e, arg->record->name);
    out += "| `" + std::string(arg->role == Role::rest ? "..." : arg->name) + "` | " + type + " | " +
           marked(arg->doc, true) + " |\n";
  }
  out += "\n";
}

void bullets(std::string& out, const char* title, const char* text) {
  if (!text) return;
  out += std::string("**") + title + "**\n\n";
  for (std::string_view line : lines_of(text)) out += "- " + marked(line) + "\n";
  out += "\n";
}

void function_section(std::string& out, const Entry& e) {
  const Function& row = *e.row;
  const bool field = e.kind == Entry::Kind::field;
  if (!field) out += code_block(signature(row, e.place));
  out += marked(row.summary) + "\n\n" + marked(row.details) + "\n\n";
  if (row.method) out += "Also a method of arrays: `a:" + std::string(row.name) + "(...)`.\n\n";
  if (row.aliases) {
    std::string list;
    for_each_word(row.aliases,
                  [&](std::string_view w) { list += (list.empty() ? "`" : ", `") + std::string(w) + "`"; });
    out += "Also named " + list + ".\n\n";
  }
  if (!field) {
    std::vector<const Arg*> positional, options;
    for (const Arg* arg : inputs(row, e.place)) (arg->role == Role::option ? options : positional).push_back(arg);
    table(out, "Arguments", positional);
    table(out, "Options", options);
  }
  table(out, field ? "Value" : "Results", results(row));
  bullets(out, "Raises", row.errors);
  if (row.example) out += "**Example**\n\n" + code_block(unindented(row.example));
  bullets(out, "Source", row.source);
}

void class_section(std::string& out, const Class& c) {
  std::vector<const Entry*> members;
  for (const Entry& e : catalog())
    if (e.class_ == &c && (e.kind == Entry::Kind::method || e.kind == Entry::Kind::field)) members.push_back(&e);
  if (c.called()) out += "The object itself can be called:\n\n" + code_block(call_signature(c));
  if (c.base) {
    const Entry* base = entry_of(*c.base);
    out += std::string("It has all that ") + (base ? link(*base, "`" + base->name + "`") : c.base->name) + " has.\n\n";
  }
  if (members.empty()) return;
  out += "| member | |\n|---|---|\n";
  for (const Entry* e : members)
    out += "| " + link(*e, "`" + e->name + "`") + " | " + marked(e->summary(), true) + " |\n";
  out += "\n";
}

void entry_section(std::string& out, const Entry& e) {
  out += "## " + e.name + "\n\n";
  switch (e.kind) {
    case Entry::Kind::constant:
      if (!e.constant->push)
        out += "`" + number_text(e.constant->value) + "`" +
               (e.constant->units ? " " + marked(e.constant->units) : std::string()) + "\n\n";
      out += marked(e.constant->doc) + "\n\n";
      break;
    case Entry::Kind::class_:
      out += marked(e.class_->summary) + "\n\n";
      if (e.class_->details) out += marked(e.class_->details) + "\n\n";
      class_section(out, *e.class_);
      break;
    case Entry::Kind::topic:
      out += marked(e.topic->summary) + "\n\n" + marked(e.topic->details) + "\n\n";
      out += code_block(unindented(e.topic->example));
      break;
    case Entry::Kind::record:
      out += "A record.";
      out += "\n\n| field | |\n|---|---|\n";
      for (const RecordField& field : e.record->fields)
        out += "| `" + std::string(field.name) + "` | " + marked(field.doc, true) + " |\n";
      out += "\n";
      if (e.record->places) out += marked(places_text(*e.record)) + "\n\n";
      for (const Function& method : e.record->methods) {
        out += "`" + signature(method, e.record->prefix) + "`: " + marked(method.summary) + "\n\n";
        table(out, "Arguments", inputs(method, e.record->prefix));
      }
      break;
    default:
      function_section(out, e);
      if (e.kind == Entry::Kind::function && e.class_) class_section(out, *e.class_);
  }
}

void contents_row(std::string& out, const Entry& e) {
  out += "| " + link(e, "`" + e.name + "`") + " | " + marked(e.summary(), true) + " |\n";
}

// The names of a module, by groups where its families have titles.
void contents(std::string& out, const Module& m) {
  constexpr const char* head = "| name | |\n|---|---|\n";
  if (&m == &array_module) {
    out += "**Topics**\n\n" + std::string(head);
    for (const Entry& e : catalog())
      if (e.kind == Entry::Kind::topic) contents_row(out, e);
    out += "\n**Methods and fields**\n\n";
  }
  std::string inner;
  for (const Module* other : modules())
    if (parent_of(*other) == &m) contents_row(inner, *entry_of(*other));
  if (!inner.empty()) out += "**Modules in it**\n\n" + (head + inner) + "\n";
  if (m.titles.empty()) out += head;
  for (std::size_t i = 0; i < m.families.size(); ++i) {
    if (!m.titles.empty()) out += "\n**" + std::string(m.titles[i]) + "**\n\n" + head;
    for (const Function& row : m.families[i]) contents_row(out, *entry_of(row));
  }
  bool first = !m.titles.empty();
  for (const Entry& e : catalog()) {
    // Members of a class are listed with it.
    const bool own = e.kind == Entry::Kind::constant || e.kind == Entry::Kind::class_ ||
                     e.kind == Entry::Kind::record || (e.kind == Entry::Kind::field && !e.class_);
    if (e.module != &m || !own) continue;
    if (first) out += std::string("\n**Values and types**\n\n") + head;
    first = false;
    contents_row(out, e);
  }
}

std::string module_page(const Module& m) {
  std::string out = written_note;
  out += "# " + entry_of(m)->name + "\n\n" + marked(m.summary) + "\n\n";
  if (m.details) out += marked(m.details) + "\n\n";
  contents(out, m);
  if (&m == &array_module) {
    out += "\nThese functions of pl are methods of arrays as well, the array being their first argument:\n";
    const char* between = "";
    for (const Entry& e : catalog())
      if (e.row && e.row->method) {
        out += between + link(e, "`" + std::string(e.row->name) + "`");
        between = ", ";
      }
    out += ".\n";
  }
  out += "\n";
  for (const Entry& e : catalog())
    if (e.module == &m && e.kind != Entry::Kind::module) entry_section(out, e);
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

std::string index_page() {
  std::string out = written_note;
  out += "# Reference\n\n| module | |\n|---|---|\n";
  std::vector<const Entry*> entries;
  for (const Entry& e : catalog()) {
    if (e.kind == Entry::Kind::module)
      out += "| " + link(e, "`" + e.name + "`") + " | " + marked(e.summary(), true) + " |\n";
    else entries.push_back(&e);
  }
  out += "\n## All names\n\n";
  auto key = [](const Entry* e) {
    std::string text = e->name.substr(e->name.find_last_of(".:") + 1);
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
  };
  std::stable_sort(entries.begin(), entries.end(), [&](const Entry* a, const Entry* b) { return key(a) < key(b); });
  for (const Entry* e : entries) out += "- " + link(*e, "`" + e->name + "`") + ": " + marked(e->summary()) + "\n";
  return out;
}

}  // namespace

std::vector<WrittenFile> reference_pages() {
  std::vector<WrittenFile> files{{"index.md", index_page()}};
  for (const Module* m : modules()) files.push_back({page_name(*m), module_page(*m)});
  return files;
}

}  // namespace perilune
