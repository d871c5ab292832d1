#include "stdlib/registry/help_text.h"

#include "kernels/core/errors.h"
#include "stdlib/modules.h"
#include "stdlib/registry/describe.h"
#include "stdlib/registry/missing.h"
#include "stdlib/registry/signature.h"
#include "stdlib/registry/words.h"

namespace perilune {

namespace {

constexpr int width = 80;

void pad(std::string& text, std::size_t count) { text.append(count, ' '); }

// "name   text, which hangs below itself where it is long"
void hanging(std::string& out, std::string_view name, std::string_view text, int indent, int column) {
  const std::string body = wrapped(text, column, width);
  pad(out, static_cast<std::size_t>(indent));
  out += name;
  const int used = indent + text_width(name);
  if (text.empty()) {
    out += '\n';
  } else if (used + 2 > column) {
    out += '\n' + body;
  } else {
    pad(out, static_cast<std::size_t>(column - used));
    out += body.substr(static_cast<std::size_t>(column));
  }
}

// A call over several lines: what does not fit continues behind its opening bracket.
std::string wrapped_call(const std::string& call) {
  if (text_width(call) <= width) return call + "\n";
  const std::size_t column = std::min<std::size_t>(call.find('(') + 1, 30);
  std::string result, line;
  std::size_t start = 0;
  auto flush = [&](std::string_view piece) {
    if (!line.empty() && line.size() + piece.size() > width) {
      while (line.ends_with(' ')) line.pop_back();
      result += line + "\n";
      line.assign(column, ' ');
      while (piece.starts_with(' ')) piece.remove_prefix(1);
    }
    line += piece;
  };
  // Pieces end behind a comma.
  for (std::size_t i = 0; i < call.size(); ++i)
    if (call[i] == ',' || i + 1 == call.size()) {
      flush(std::string_view(call).substr(start, i + 1 - start));
      start = i + 1;
    }
  return result + line + "\n";
}

std::string_view shown_name(const Arg& arg) { return arg.role == Role::rest ? "..." : arg.name; }

void section(std::string& out, const char* title, const std::vector<const Arg*>& args) {
  if (args.empty()) return;
  std::size_t longest = 0;
  for (const Arg* arg : args) longest = std::max(longest, shown_name(*arg).size());
  const int column = static_cast<int>(std::min<std::size_t>(longest, 16)) + 4;
  out += std::string("\n") + title + "\n";
  for (const Arg* arg : args) {
    hanging(out, shown_name(*arg), argument_text(*arg), 2, column);
    out += wrapped(arg->doc, column, width);
    if (!arg->record || arg->role != Role::out) continue;
    std::size_t widest = 0;
    for (const RecordField& field : arg->record->fields) widest = std::max(widest, std::string_view(field.name).size());
    const int inner = column + static_cast<int>(std::min<std::size_t>(widest, 16)) + 4;
    for (const RecordField& field : arg->record->fields) hanging(out, field.name, field.doc, column + 2, inner);
  }
}

void paragraph(std::string& out, const char* title, const char* text) {
  if (!text) return;
  out += std::string("\n") + title + "\n";
  for (std::string_view line : lines_of(text)) out += wrapped("- " + std::string(line), 2, width);
}

void example(std::string& out, const char* text) {
  if (!text) return;
  out += "\nExample\n";
  const std::string code = unindented(text);
  for (std::string_view line : lines_of(code)) out += "  " + std::string(line) + "\n";
}

struct Listed {
  std::string name;
  const char* summary;
};

void listing(std::string& out, const char* title, const std::vector<Listed>& items) {
  if (items.empty()) return;
  std::size_t longest = 0;
  for (const Listed& item : items) longest = std::max(longest, item.name.size());
  const int column = static_cast<int>(std::min<std::size_t>(longest, 26)) + 4;
  if (*title) out += std::string("\n") + title + "\n";
  for (const Listed& item : items) hanging(out, item.name, item.summary, 2, column);
}

std::vector<Listed> listed(Rows rows) {
  std::vector<Listed> list;
  for (const Function& row : rows) list.push_back({row.name, row.summary});
  return list;
}

// Methods and fields of an object.
void class_lists(std::string& out, const Class& c) {
  if (const Function* call = c.called()) {
    out += "\nThe object itself can be called\n  " + wrapped_call(call_signature(c));
    out += wrapped(call->summary, 4, width);
  }
  std::vector<Listed> fields, methods;
  for (const Class* k = &c; k; k = k->base) {
    for (const Listed& item : listed(k->fields)) fields.push_back(item);
    for (const Listed& item : listed(k->methods)) methods.push_back(item);
  }
  listing(out, "Fields", fields);
  listing(out, "Methods", methods);
}

// Many short names, filled into lines.
void names(std::string& out, const char* title, const std::vector<std::string>& list) {
  if (list.empty()) return;
  std::string all;
  for (const std::string& name : list) all += (all.empty() ? "" : ", ") + name;
  out += std::string("\n") + title + "\n" + wrapped(all, 2, width);
}

std::string function_text(const Entry& e) {
  const Function& row = *e.row;
  const bool field = e.kind == Entry::Kind::field;
  std::string out = field ? e.name + "\n" : wrapped_call(signature(row, e.place));
  out += "\n" + wrapped(row.summary, 0, width);
  if (row.details && *row.details) out += "\n" + wrapped(row.details, 0, width);
  if (row.method) out += std::string("\nAlso a method of arrays: a:") + row.name + "(...)\n";
  if (row.aliases) {
    std::string list;
    for_each_word(row.aliases, [&](std::string_view w) { list += (list.empty() ? "" : ", ") + std::string(w); });
    out += "\n" + wrapped("Also named " + list + ".", 0, width);
  }
  if (!field) {
    std::vector<const Arg*> places, options;
    for (const Arg* arg : inputs(row, e.place)) (arg->role == Role::option ? options : places).push_back(arg);
    section(out, "Arguments", places);
    section(out, "Options, in a table at the end", options);
  }
  section(out, field ? "Value" : "Results", results(row));
  paragraph(out, "Raises, beside wrong arguments", row.errors);
  example(out, row.example);
  paragraph(out, "Source", row.source);
  if (row.members) {
    std::vector<Listed> members;
    for (const Function& member : row.members->rows) members.push_back({member.name, member.summary});
    listing(out, ("Functions of it, with a dot: " + e.name + "." + members[0].name + "(...)").c_str(), members);
  }
  if (e.kind == Entry::Kind::function && e.class_) class_lists(out, *e.class_);
  return out;
}

std::string module_text(const Entry& e) {
  const Module& m = *e.module;
  std::string out = e.name + "\n\n" + wrapped(m.summary, 0, width);
  if (m.details) out += "\n" + wrapped(m.details, 0, width);
  listing(out, "Fields", listed(m.fields));
  std::vector<Listed> functions;
  for (std::size_t i = 0; i < m.families.size(); ++i) {
    if (!m.titles.empty()) listing(out, m.titles[i], listed(m.families[i]));
    for (const Listed& item : listed(m.families[i])) functions.push_back(item);
  }
  if (m.titles.empty()) listing(out, &m == &array_module ? "Methods" : "Functions", functions);
  if (&m == &array_module) {
    std::vector<std::string> shared;
    for (const Entry& other : catalog())
      if (other.row && other.row->method) shared.push_back(other.row->name);
    names(out, "Functions of pl that are methods too: a:name(...)", shared);
  }
  std::vector<Listed> inner, classes, constants;
  for (const Module* other : modules())
    if (parent_of(*other) == &m) inner.push_back({other->name, other->summary});
  for (const Class* c : m.classes) classes.push_back({c->name, c->summary});
  for (const Constant& c : m.constants) constants.push_back({c.name, c.doc});
  listing(out, "Modules in it", inner);
  listing(out, "Classes", classes);
  listing(out, "Constants", constants);
  const char* one = functions.empty() ? nullptr : functions.front().name.c_str();
  if (one) out += "\nhelp \"" + (&m == &array_module ? "array:" : e.name + ".") + one + "\" shows one of them.\n";
  return out;
}

std::string constant_text(const Entry& e) {
  const Constant& c = *e.constant;
  std::string out = e.name;
  if (!c.push) out += " = " + number_text(c.value);
  if (c.units) out += std::string(" ") + c.units;
  return out + "\n\n" + wrapped(c.doc, 0, width);
}

std::string topic_text(const Entry& e) {
  std::string out = e.name + "\n\n" + wrapped(e.topic->summary, 0, width);
  for (std::string_view paragraph : lines_of(e.topic->details)) out += "\n" + wrapped(paragraph, 0, width);
  example(out, e.topic->example);
  return out;
}

std::string record_text(const Entry& e) {
  std::string out = e.name + "\n\n" + wrapped("A record: a result with named fields.", 0, width);
  std::vector<Listed> fields;
  for (const RecordField& field : e.record->fields) fields.push_back({field.name, field.doc});
  listing(out, "Fields", fields);
  if (e.record->places) out += "\n" + wrapped(places_text(*e.record), 0, width);
  for (const Function& method : e.record->methods) {
    out += "\n" + wrapped_call(signature(method, e.record->prefix)) + wrapped(method.summary, 2, width);
    section(out, "Arguments", inputs(method, e.record->prefix));
  }
  std::vector<std::string> givers;
  for (const Entry& other : catalog())
    if (other.row)
      for (const Arg& arg : other.row->args)
        if (arg.record == e.record && arg.role == Role::out) givers.push_back(other.name);
  names(out, "Given by", givers);
  return out;
}

}  // namespace

std::string help_text(const Entry& e) {
  switch (e.kind) {
    case Entry::Kind::module: return module_text(e);
    case Entry::Kind::constant: return constant_text(e);
    case Entry::Kind::record: return record_text(e);
    case Entry::Kind::topic: return topic_text(e);
    case Entry::Kind::class_: {
      std::string out = e.name + "\n\n" + wrapped(e.class_->summary, 0, width);
      if (e.class_->details) out += "\n" + wrapped(e.class_->details, 0, width);
      class_lists(out, *e.class_);
      return out;
    }
    default: return function_text(e);
  }
}

std::string help_tour() {
  std::string out = "perilune: scientific computing in Lua, with NumPy's and SciPy's names.\n";
  std::vector<Listed> list;
  for (const Module* m : modules()) list.push_back({entry_of(*m)->name, m->summary});
  listing(out, "What there is", list);
  std::vector<Listed> subjects;
  for (const Topic& topic : topics()) subjects.push_back({topic.name, topic.summary});
  listing(out, "Topics", subjects);
  listing(out, "How to go on",
          {{"help(pl)", "What a module holds."},
           {"help(pl.zeros)", "One function: arguments, options, results, an example."},
           {"help(value)", "The fields and methods of an array, object or record."},
           {"help \"indexing\"", "A topic."},
           {"help \"singular values\"", "Looks for a name, or for words in names and texts."}});
  return out;
}

std::string help_search(std::string_view words) {
  std::vector<const Entry*> found = find_entries(words);
  if (found.size() == 1) return help_text(*found.front());
  const std::string shown(words.substr(0, 60));
  std::string out;
  if (!found.empty()) {
    out = "'" + shown + "' may be\n";
  } else {
    if (only_in_numpy(words)) out = "NumPy's " + shown + " has no counterpart yet\n";
    else if (const std::string gap = only_in_scipy(words); !gap.empty()) out = gap + "\n";
    bool all = true;
    found = search_entries(words, &all);
    if (found.empty() && !out.empty()) return out;
    if (found.empty()) return "nothing is known about '" + shown + "'" + suggest_entry(words) + "\n";
    out += all ? "about '" + shown + "'\n" : "nothing has all the words of '" + shown + "'; all but one\n";
  }
  constexpr std::size_t most = 30;
  std::vector<Listed> list;
  for (const Entry* e : found)
    if (list.size() < most) list.push_back({e->name, e->summary()});
  listing(out, "", list);
  if (found.size() > most) out += format("  and %zu more; another word narrows it down\n", found.size() - most);
  return out;
}

}  // namespace perilune
