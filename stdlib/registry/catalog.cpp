#include "stdlib/registry/catalog.h"

#include <cstring>
#include <lua.hpp>

#include "stdlib/modules.h"
#include "stdlib/open.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/signature.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/array.h"
#include "stdlib/types/complex_value.h"

namespace perilune {

namespace {

class Builder {
 public:
  std::vector<Entry> build() {
    for (const Module* module : modules()) add_module(*module);
    return std::move(entries_);
  }

 private:
  void add_module(const Module& m) {
    const bool arrays = &m == &array_module;
    const char* place = arrays ? "array:" : m.name;
    entries_.push_back({Entry::Kind::module, arrays ? "arrays" : shown_module(m.name), &m});
    if (arrays)
      for (const Topic& topic : topics()) {
        Entry& e = entries_.emplace_back(Entry{Entry::Kind::topic, topic.name, &m});
        e.topic = &topic;
      }
    for (const Rows& family : m.families) add_rows(family, m, place, nullptr, arrays);
    for (const Function& field : m.fields) add_field(field, m, "array.", nullptr);
    for (const Class* c : m.classes) add_class(m, *c);
    for (const Constant& c : m.constants) {
      Entry& e = entries_.emplace_back(Entry{Entry::Kind::constant, qualified(m, c.name), &m});
      e.constant = &c;
    }
    for (const RecordType* record : records_) {
      Entry& e = entries_.emplace_back(Entry{Entry::Kind::record, qualified(m, record->name), &m});
      e.record = record;
    }
    records_.clear();
  }

  static std::string qualified(const Module& m, const char* name) { return shown_module(m.name) + "." + name; }

  void add_rows(Rows rows, const Module& m, const char* place, const Class* c, bool methods) {
    for (const Function& row : rows) {
      Entry& e = entries_.emplace_back(
          Entry{methods ? Entry::Kind::method : Entry::Kind::function, full_name(row, place), &m, place, &row});
      e.class_ = c;
      for (const Arg& arg : row.args)
        if (arg.role == Role::out) {
          if (arg.record) add_record(arg.record);
          if (!methods && arg.class_ && arg.class_->name == e.name) e.class_ = arg.class_;
        }
    }
  }

  void add_field(const Function& row, const Module& m, std::string prefix, const Class* c) {
    Entry& e = entries_.emplace_back(Entry{Entry::Kind::field, prefix + row.name, &m, "", &row});
    e.class_ = c;
  }

  void add_class(const Module& m, const Class& c) {
    bool constructed = false;
    for (const Entry& e : entries_) constructed = constructed || (e.kind == Entry::Kind::function && e.class_ == &c);
    if (!constructed) {
      Entry& e = entries_.emplace_back(Entry{Entry::Kind::class_, c.name, &m});
      e.class_ = &c;
    }
    add_rows(c.methods, m, c.prefix, &c, true);
    std::string prefix = c.prefix;
    prefix.back() = '.';
    for (const Function& field : c.fields) add_field(field, m, prefix, &c);
  }

  // Records have an entry in the module where a row first gives them.
  void add_record(const RecordType* record) {
    for (const RecordType* r : records_)
      if (r == record) return;
    for (const Entry& e : entries_)
      if (e.record == record) return;
    records_.push_back(record);
  }

  std::vector<Entry> entries_;
  std::vector<const RecordType*> records_;
};

template <class F>
const Entry* first_where(F&& f) {
  for (const Entry& e : catalog())
    if (f(e)) return &e;
  return nullptr;
}

}  // namespace

const std::vector<Entry>& catalog() {
  static const std::vector<Entry> entries = Builder().build();
  return entries;
}

const std::vector<Entry>& member_catalog() {
  static const std::vector<Entry> entries = [] {
    std::vector<Entry> list;
    for (const Entry& e : catalog()) {
      if (e.row && e.row->members)
        for (const Function& row : e.row->members->rows)
          list.push_back(
              Entry{Entry::Kind::function, full_name(row, e.row->members->path), e.module, e.row->members->path, &row});
      if (e.record)
        for (const Function& row : e.record->methods)
          list.push_back(
              Entry{Entry::Kind::method, full_name(row, e.record->prefix), e.module, e.record->prefix, &row});
    }
    return list;
  }();
  return entries;
}

const char* Entry::summary() const {
  switch (kind) {
    case Kind::module: return module->summary;
    case Kind::constant: return constant->doc;
    case Kind::class_: return class_->summary;
    case Kind::topic: return topic->summary;
    case Kind::record: return "A record of named results.";
    default: return row->summary;
  }
}

const Entry* entry_of(const Function& row) {
  if (const Entry* e = first_where([&](const Entry& x) { return x.row == &row; })) return e;
  for (const Entry& e : member_catalog())
    if (e.row == &row) return &e;
  return nullptr;
}
const Entry* entry_of(const Module& module) {
  return first_where([&](const Entry& e) { return e.kind == Entry::Kind::module && e.module == &module; });
}
const Entry* entry_of(const Class& c) {
  return first_where([&](const Entry& e) {
    return e.class_ == &c && (e.kind == Entry::Kind::class_ || e.kind == Entry::Kind::function);
  });
}
const Entry* entry_of(const RecordType& record) {
  if (const Entry* e = first_where([&](const Entry& x) { return x.record == &record; })) return e;
  // A shorter form of a record bears the name of the full one.
  return first_where([&](const Entry& e) { return e.record && std::strcmp(e.record->name, record.name) == 0; });
}

const Entry* entry_of_value(lua_State* L, int index) {
  index = lua_absindex(L, index);
  if (const Function* row = row_of(L, index, nullptr)) return entry_of(*row);
  const Tag* tag = tag_at(L, index);
  if (tag == &array_tag) return entry_of(array_module);
  if (tag == &complex_tag) return entry_of(complex_class);
  if (tag == &object_tag) return entry_of(*static_cast<const ObjectValue*>(lua_touserdata(L, index))->class_);
  if (tag == &record_tag) return entry_of(*static_cast<const RecordValue*>(lua_touserdata(L, index))->type);
  if (lua_type(L, index) != LUA_TTABLE) return nullptr;
  const Module* module = module_of(L, index);
  return module ? entry_of(*module) : nullptr;
}

}  // namespace perilune
