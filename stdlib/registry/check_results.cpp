// What a body gave against what its row declares: a fault of ours, found by the tests, which run with
// PERILUNE_CHECK_RESULTS set.

#include <cstring>

#include "stdlib/registry/call.h"
#include "stdlib/registry/results.h"
#include "stdlib/registry/words.h"

namespace perilune {

struct ResultCheck {
  Call& call;

  // Whether the flag or word that brings a result has come.
  bool brought(const Arg& arg) const {
    if (!arg.when) return true;
    const bool inverse = arg.when[0] == '!';
    const std::string when = arg.when + inverse;
    const auto equals = when.find('=');
    const char* name = nullptr;
    for (const Arg& other : call.row_.args)
      if (other.role != Role::out && when.substr(0, equals) == other.name) name = other.name;
    if (!name) return true;
    if (equals != std::string::npos) return (call.find(name).text == when.substr(equals + 1)) != inverse;
    const Value& value = call.find(name);
    const bool set =
        value.kind == Value::Kind::boolean ? value.integer != 0 : call.has(name) && value.kind != Value::Kind::nil_none;
    return set != inverse;
  }

  static const char* kind_of(const Result& result) {
    const char* const names[] = {"nil",    "a boolean", "an integer", "a number", "a complex value",
                                 "a text", "an array",  "an object",  "a table",  "a Lua value"};
    return names[result.index()];
  }

  // Empty when the value is of the type; arrays without axes come as numbers.
  static std::string problem(const Result& result, Type type, const Class* c, const Arg* arg,
                             const RecordType* record) {
    if (type.has(Type::any) || std::holds_alternative<LuaValue>(result)) return "";
    const Type scalar = Type::array;
    const Type allowed[] = {Type::none,
                            Type::boolean | scalar,
                            Type::integer | Type::number | Type::complex | Type::index | Type::axis | scalar,
                            Type::number | Type::complex | scalar,
                            Type::complex | scalar,
                            Type::string | Type::dtype,
                            Type::array | Type::vector | Type::matrix,
                            Type::object | Type::callable,
                            Type::list | Type::map | Type::table | Type::record | Type::shape | Type::axes};
    if (!type.has(allowed[result.index()])) return kind_of(result);
    if (const auto* a = std::get_if<Array>(&result); a && !type.has(Type::array)) {
      const bool fits = (type.has(Type::vector) && a->ndim() == 1) || (type.has(Type::matrix) && a->ndim() >= 2);
      if (!fits) return "an array of shape " + shape_text(a->shape());
    }
    if (const auto* o = std::get_if<NewObject>(&result); o && c) {
      bool of_class = o->class_->is(*c);
      if (arg) arg->each_class([&](const Class& other) { of_class = of_class || o->class_->is(other); });
      if (!of_class) return std::string("an object of ") + o->class_->name;
    }
    if (const auto* t = std::get_if<std::unique_ptr<Table>>(&result)) {
      const Table& table = **t;
      if (table.record && !type.has(Type::record)) return std::string("a ") + table.record->name + " record";
      if (!table.record && !type.has(Type::list | Type::map | Type::table | Type::shape | Type::axes)) return "a table";
      if (table.record && record && table.record != record) return std::string("a ") + table.record->name + " record";
      if (table.record) return fields_problem(table);
    }
    return "";
  }

  // A field that was never set is nil and shows nowhere.
  static std::string fields_problem(const Table& table) {
    for (std::size_t i = 0; i < table.list.size() && i < table.record->fields.size(); ++i) {
      const RecordField& field = table.record->fields[i];
      if (std::holds_alternative<std::monostate>(table.list[i])) continue;
      if (const std::string what = problem(table.list[i], field.type, nullptr, nullptr, nullptr); !what.empty())
        return std::string("a ") + table.record->name + " record whose " + field.name + " is " + what;
    }
    return "";
  }

  void run() const {
    std::vector<const Arg*> wanted;
    const Arg* many = nullptr;
    for (const Arg& arg : call.row_.args) {
      if (arg.role != Role::out || many || !brought(arg)) continue;
      if (arg.many || std::strcmp(arg.name, "...") == 0) many = &arg;  // what follows it is not told apart
      else wanted.push_back(&arg);
    }
    const std::size_t came = call.same_ ? 1 : call.results_.size();
    if (many ? came < wanted.size() : came != wanted.size())
      throw InternalError(format("gives %zu results where %zu are declared", came, wanted.size()));
    for (std::size_t i = 0; !call.same_ && i < came; ++i) {
      const Arg& arg = i < wanted.size() ? *wanted[i] : *many;
      const std::string what = problem(call.results_[i], arg.type, arg.class_, &arg, arg.record);
      if (!what.empty()) throw InternalError(std::string("gives ") + what + " for the declared result " + arg.name);
    }
  }
};

void check_results(Call& call) { ResultCheck{call}.run(); }

}  // namespace perilune
