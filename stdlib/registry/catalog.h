#pragma once
// Everything that is declared, by name: for help, pages, stubs and completion.

#include <string>
#include <string_view>
#include <vector>

#include "stdlib/registry/declaration.h"
#include "stdlib/registry/topics.h"

struct lua_State;

namespace perilune {

// One thing that has a name and a text.
struct Entry {
  enum class Kind : std::uint8_t { module, function, method, field, constant, class_, record, topic } kind;
  std::string name;  // "linalg", "arrays", "indexing", "linalg.svd", "pl.zeros", "array:fill", "CubicSpline:derivative"
  const Module* module = nullptr;  // itself, or the one that it lies in
  const char* place = "";          // of rows: what stands in front of the name, as signature() takes it
  const Function* row = nullptr;   // function, method, field
  const Constant* constant = nullptr;
  const Class* class_ = nullptr;  // itself, the one that it lies in, or the one that a constructor makes
  const RecordType* record = nullptr;
  const Topic* topic = nullptr;

  const char* summary() const;
};

// In the order of the reference. A class whose constructor bears its name has no entry of its own.
const std::vector<Entry>& catalog();

// What lies in them: members of functions, methods of records. Not in the reference, for the texts of their owners
// speak for them; help knows them.
const std::vector<Entry>& member_catalog();

const Entry* entry_of(const Function& row);
const Entry* entry_of(const Module& module);
const Entry* entry_of(const Class& c);
const Entry* entry_of(const RecordType& record);

// What a name can mean: "linalg.svd", "pl.linalg.svd", "svd", "CubicSpline:derivative", "array:sum", an alias. Several
// when short names are shared; only the closest kind of match counts. Case matters when it helps.
std::vector<const Entry*> find_entries(std::string_view name);
// Entries whose name and text hold every word, best first; of three words or more, one may be missing everywhere,
// and then *all_words is false.
std::vector<const Entry*> search_entries(std::string_view words, bool* all_words = nullptr);
// " (did you mean 'linalg.svd'?)" or nothing.
std::string suggest_entry(std::string_view name);

// What a Lua value is documented by: a function, a module's table, an object, array, complex value or record; null for
// values of other libraries. Allocates nothing in Lua and calls nothing. perilune must be open.
const Entry* entry_of_value(lua_State* L, int index);

}  // namespace perilune
