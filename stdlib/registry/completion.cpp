#include "stdlib/registry/completion.h"

#include <algorithm>
#include <cctype>
#include <lua.hpp>

#include "kernels/core/dtype.h"
#include "stdlib/modules.h"
#include "stdlib/open.h"
#include "stdlib/registry/completion_context.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/array_parts.h"
#include "stdlib/types/complex_value.h"

namespace perilune {

namespace {

// The stack as it was, however a look-up ends.
struct StackGuard {
  lua_State* L;
  int top;
  explicit StackGuard(lua_State* state) : L(state), top(lua_gettop(state)) {}
  ~StackGuard() { lua_settop(L, top); }
};

// A string key of a table at `index`, without making the string: the value goes on the stack. False: nothing is pushed.
bool raw_member(lua_State* L, int index, std::string_view key) {
  index = lua_absindex(L, index);
  lua_pushnil(L);
  while (lua_next(L, index)) {
    std::size_t length;
    if (lua_type(L, -2) == LUA_TSTRING) {
      const char* text = lua_tolstring(L, -2, &length);
      if (std::string_view(text, length) == key) {
        lua_remove(L, -2);
        return true;
      }
    }
    lua_pop(L, 1);
  }
  return false;
}

// The table behind the value on top through a metatable's __index, in its place; false when there is none.
bool next_table(lua_State* L) {
  if (!lua_getmetatable(L, -1)) return false;
  if (!raw_member(L, -1, "__index")) {
    lua_pop(L, 1);
    return false;
  }
  lua_remove(L, -2);
  if (lua_type(L, -1) != LUA_TTABLE) {
    lua_pop(L, 1);
    return false;
  }
  lua_replace(L, -2);
  return true;
}

constexpr int longest_chain = 20;

class Finder {
 public:
  explicit Finder(lua_State* state) : L(state) {}

  // Puts the value of a global on the stack.
  bool push_global(std::string_view name) {
    lua_pushglobaltable(L);
    const bool found = raw_member(L, -1, name);
    lua_remove(L, found ? -2 : -1);
    if (found || !shows_modules()) return found;
    push_root(L);
    if (name == "pl") return true;
    const bool shown = is_module(name) || name == "help";
    if (shown && table_member(name)) return true;
    lua_pop(L, shown ? 0 : 1);
    return false;
  }

  // Whether our globals are seen through _G: its __index is then a C function.
  bool shows_modules() {
    const StackGuard guard(L);
    lua_pushglobaltable(L);
    return lua_getmetatable(L, -1) && raw_member(L, -1, "__index") && lua_iscfunction(L, -1);
  }

  static bool is_module(std::string_view name) {
    for (const Module* m : modules())
      if (is_global(*m) && name == m->name) return true;
    return false;
  }

  // Replaces the value on top by its member; pops it and returns false when it has none.
  bool member(std::string_view name) {
    if (lua_type(L, -1) == LUA_TTABLE || lua_type(L, -1) == LUA_TSTRING) return table_member(name);
    const Tag* tag = tag_at(L, -1);
    if (tag == &array_tag) return array_member(name);
    if (tag == &record_tag) return record_member(name);
    lua_pop(L, 1);
    return false;
  }

  // The value of a path but for its last `leave` names, on the stack.
  bool push_value(const Path& path, std::size_t leave = 0) {
    if (path.names.size() <= leave || !push_global(path.names[0])) return false;
    for (std::size_t i = 1; i + leave < path.names.size(); ++i)
      if (!member(path.names[i])) return false;
    return true;
  }

  // The row that a path names, and in front of which arguments its own begin (1 for methods, whose object is known).
  const Function* row(const Path& path, int& hidden) {
    hidden = 0;
    if (path.empty()) return nullptr;
    const StackGuard guard(L);
    const bool method = path.separators.size() >= path.names.size() - 1 && path.names.size() > 1 &&
                        path.separators[path.names.size() - 2] == ':';
    if (method) {
      hidden = 1;
      if (!push_value(path, 1)) return nullptr;
      const Tag* tag = tag_at(L, -1);
      if (tag == &object_tag)
        return method_of(static_cast<const ObjectValue*>(lua_touserdata(L, -1))->class_, path.names.back());
      if (tag == &complex_tag) return in_rows(complex_class.methods, path.names.back());
      return member(path.names.back()) ? row_of(L, -1, nullptr) : nullptr;
    }
    if (!push_value(path)) return nullptr;
    if (const auto* o = userdata_at<ObjectValue>(L, -1, object_tag)) {
      hidden = 1;
      return o->class_->called();
    }
    return row_of(L, -1, nullptr);
  }

  // Names of the members of the value on top.
  std::vector<std::string> members(char separator) {
    std::vector<std::string> list;
    const bool methods_only = separator == ':';
    if (lua_type(L, -1) == LUA_TTABLE || lua_type(L, -1) == LUA_TSTRING) {
      table_names(list, methods_only);
      return list;
    }
    const Tag* tag = tag_at(L, -1);
    auto add = [&](Rows rows) {
      for (const Function& row : rows) list.emplace_back(row.name);
    };
    if (tag == &array_tag) {
      if (!methods_only) add(array_module.fields);
      if (push_array_methods()) table_names(list, true);
    } else if (tag == &object_tag) {
      for (const Class* c = static_cast<const ObjectValue*>(lua_touserdata(L, -1))->class_; c; c = c->base) {
        if (!methods_only) add(c->fields);
        add(c->methods);
      }
    } else if (tag == &complex_tag) {
      if (!methods_only) add(complex_class.fields);
      add(complex_class.methods);
    } else if (tag == &record_tag) {
      if (!methods_only)
        for (const RecordField& f : static_cast<const RecordValue*>(lua_touserdata(L, -1))->type->fields)
          list.emplace_back(f.name);
      list.emplace_back("unpack");
    }
    return list;
  }

  std::vector<std::string> globals() {
    std::vector<std::string> list;
    const StackGuard guard(L);
    lua_pushglobaltable(L);
    table_names(list, false);
    if (shows_modules()) {
      list.emplace_back("pl");
      list.emplace_back("help");
      for (const Module* m : modules())
        if (is_global(*m)) list.emplace_back(m->name);
    }
    return list;
  }

 private:
  static const Function* in_rows(Rows rows, std::string_view name) {
    for (const Function& row : rows)
      if (name == row.name || has_word(row.aliases, name)) return &row;
    return nullptr;
  }

  static const Function* method_of(const Class* c, std::string_view name) {
    const Function* row = nullptr;
    for (; c && !row; c = c->base) row = in_rows(c->methods, name);
    return row;
  }

  bool table_member(std::string_view name) {
    for (int depth = 0; depth < longest_chain; ++depth) {
      if (lua_type(L, -1) == LUA_TTABLE && raw_member(L, -1, name)) {
        lua_remove(L, -2);
        return true;
      }
      if (!next_table(L)) break;
    }
    lua_pop(L, 1);
    return false;
  }

  bool array_member(std::string_view name) {
    if (has_word("T|mT|real|imag", name)) return true;  // arrays again
    if (!push_array_methods()) {
      lua_pop(L, 1);
      return false;
    }
    lua_remove(L, -2);
    return table_member(name);
  }

  // The methods' table is an upvalue of the array metatable's __index.
  bool push_array_methods() {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &array_tag) != LUA_TTABLE) return lua_pop(L, 1), false;
    const bool found = raw_member(L, -1, "__index");
    lua_remove(L, found ? -2 : -1);
    if (!found) return false;
    const bool has_methods = lua_getupvalue(L, -1, 1) != nullptr;
    lua_remove(L, has_methods ? -2 : -1);
    return has_methods;
  }

  bool record_member(std::string_view name) {
    const RecordType& type = *static_cast<const RecordValue*>(lua_touserdata(L, -1))->type;
    for (std::size_t i = 0; i < type.fields.size(); ++i)
      if (name == type.fields[i].name) {
        lua_getiuservalue(L, -1, 1);
        lua_rawgeti(L, -1, static_cast<lua_Integer>(i) + 1);
        lua_replace(L, -3);
        lua_pop(L, 1);
        return true;
      }
    lua_pop(L, 1);
    return false;
  }

  static bool is_name(std::string_view key) {
    if (key.empty() || std::isdigit(static_cast<unsigned char>(key[0]))) return false;
    return std::all_of(key.begin(), key.end(),
                       [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; });
  }

  void table_names(std::vector<std::string>& list, bool functions_only) {
    const StackGuard guard(L);
    lua_pushvalue(L, -1);
    for (int depth = 0; depth < longest_chain; ++depth) {
      if (lua_type(L, -1) == LUA_TTABLE) {
        lua_pushnil(L);
        while (lua_next(L, -2)) {
          std::size_t length;
          if (lua_type(L, -2) == LUA_TSTRING && (!functions_only || lua_type(L, -1) == LUA_TFUNCTION)) {
            const char* text = lua_tolstring(L, -2, &length);
            if (is_name({text, length})) list.emplace_back(text, length);
          }
          lua_pop(L, 1);
        }
      }
      if (!next_table(L)) return;
    }
  }

  lua_State* L;
};

// The argument that the cursor is in: by the name of an option, or by its place.
const Arg* argument(const Function& row, const CompletionContext& c, int hidden) {
  if (!c.key.empty()) {
    for (const Arg& arg : row.args)
      if (arg.role != Role::out && (c.key == arg.name || has_word(arg.aliases, c.key))) return &arg;
    return nullptr;
  }
  if (c.in_table) return nullptr;
  int place = c.place + hidden;
  for (const Arg& arg : row.args)
    if (arg.role == Role::in || arg.role == Role::optional) {
      if (place-- == 0) return &arg;
    }
  return nullptr;
}

// Whether a text names a file: by the name of a declared argument, or as the first argument of Lua's own functions.
bool names_file(const Arg* arg, const CompletionContext& c) {
  if (arg)
    return arg->type.has(Type::string) && !arg->choices && has_word("file|fname|filename|path|folder", arg->name);
  if (c.in_table || c.place > 0) return false;
  std::string callee;
  for (std::size_t i = 0; i < c.callee.names.size(); ++i) {
    if (i) callee += c.callee.separators[i - 1];
    callee += c.callee.names[i];
  }
  return has_word("dofile|loadfile|io.open|io.lines|io.input|io.output|os.remove|os.rename", callee);
}

// A table in an earlier place is data.
int required(const Function& row) {
  int n = 0;
  for (const Arg& arg : row.args) n += arg.role == Role::in;
  return n;
}

bool takes_word(const Arg& arg) { return arg.type.has(Type::dtype) || (arg.type.has(Type::string) && arg.choices); }

// The argument that the cursor's table is, where it has names of its own.
const Arg* named_parts(const Function& row, const CompletionContext& c, int hidden) {
  int place = c.place + hidden;
  for (const Arg& arg : row.args)
    if ((arg.role == Role::in || arg.role == Role::optional) && place-- == 0)
      return arg.type.has(Type::map) && arg.choices ? &arg : nullptr;
  return nullptr;
}

void keep_matching(std::vector<std::string>& words, std::string_view begin, bool any_case) {
  auto same = [&](char a, char b) {
    return a == b ||
           (any_case && std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b)));
  };
  std::erase_if(words, [&](const std::string& w) {
    return w.size() < begin.size() || !std::equal(begin.begin(), begin.end(), w.begin(), same);
  });
}

}  // namespace

Completions complete(lua_State* L, std::string_view text, std::size_t cursor) {
  push_root(L);  // opens the library if need be, while nothing is owned
  lua_pop(L, 1);
  cursor = std::min(cursor, text.size());
  const CompletionContext context = completion_context(text.substr(0, cursor));
  Completions result{cursor - context.word.size(), {}};
  if (context.kind == CompletionContext::Kind::nothing || !lua_checkstack(L, 40)) return result;
  Finder finder(L);
  int hidden = 0;
  const Function* row = finder.row(context.callee, hidden);
  const StackGuard guard(L);

  if (context.kind == CompletionContext::Kind::text) {
    result.in_text = true;
    const Arg* arg = row ? argument(*row, context, hidden) : nullptr;
    result.file = names_file(arg, context);
    if (!arg) return result;
    auto add = [&](std::string_view w) { result.words.emplace_back(w); };
    if (arg->type.has(Type::dtype)) for_each_word(dtype_names, add);
    else for_each_word(arg->choices, add);
    keep_matching(result.words, context.word, true);
    return result;
  }

  std::vector<std::string> names;
  const Arg* const wanted = row && !context.key.empty() ? argument(*row, context, hidden) : nullptr;
  if (context.owner.empty() && context.word.empty() && wanted && wanted->type.has(Type::boolean)) {
    names = {"true", "false"};
  } else if (context.owner.empty() && context.word.empty() && wanted && takes_word(*wanted)) {
    // At once in quotes.
    for_each_word(wanted->type.has(Type::dtype) ? dtype_names : wanted->choices,
                  [&](std::string_view w) { result.words.push_back("\"" + std::string(w) + "\""); });
    return result;
  } else if (const Arg* data = row && context.in_table && context.at_key ? named_parts(*row, context, hidden) : nullptr;
             data && context.owner.empty()) {
    for_each_word(data->choices, [&](std::string_view w) { result.words.emplace_back(w); });
  } else if (context.owner.empty()) {
    if (row && context.in_table && context.at_key && context.place + hidden >= required(*row))
      for (const Arg& arg : row->args)
        if (arg.role == Role::option || arg.role == Role::optional) result.words.emplace_back(arg.name);
    names = finder.globals();
    for_each_word(
        "and|break|do|else|elseif|end|false|for|function|goto|if|in|local|nil|not|or|repeat|return|then|true|"
        "until|while",
        [&](std::string_view w) { names.emplace_back(w); });
  } else if (finder.push_value(context.owner)) {
    names = finder.members(context.owner.separators.back());
  }
  keep_matching(result.words, context.word, false);
  result.options = result.words.size();
  keep_matching(names, context.word, false);
  // Names that begin with an underscore are shown when one is asked for.
  if (context.word.empty()) std::erase_if(names, [](const std::string& w) { return w[0] == '_'; });
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (std::string& name : names)
    if (std::find(result.words.begin(), result.words.end(), name) == result.words.end())
      result.words.push_back(std::move(name));
  return result;
}

}  // namespace perilune
