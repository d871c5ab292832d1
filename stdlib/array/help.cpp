// help: what is declared about a value or a name, through the state's own print.

#include <lua.hpp>

#include "stdlib/array/module.h"
#include "stdlib/open.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/help_text.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/object.h"

namespace perilune {

namespace {

// A function or value of somebody else: where it comes from, as far as Lua knows.
std::string foreign_text(lua_State* L, int index) {
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_getfield(L, -1, "io");
  const bool is_io = !lua_isnil(L, -1) && lua_rawequal(L, index, -1);
  lua_pop(L, 2);
  if (is_io) return "io\n\nLua's own library of files. Tables of numbers, .npy and .npz are in pl.io: help(pl.io).\n";
  std::string text = std::string(show(L, index).text) + "\n\n";
  if (lua_type(L, index) != LUA_TFUNCTION)
    return text + "Nothing of perilune's. help() shows where to begin; help \"words\" looks for them.\n";
  lua_Debug about;
  lua_pushvalue(L, index);
  lua_getinfo(L, ">Su", &about);
  if (*about.what == 'C') return text + "A function in C that is not perilune's.\n";
  std::string parameters;
  for (int i = 1; i <= about.nparams; ++i) {
    lua_pushvalue(L, index);
    const char* name = lua_getlocal(L, nullptr, i);
    lua_pop(L, 1);
    parameters += (i > 1 ? ", " : "") + std::string(name ? name : "?");
  }
  if (about.isvararg) parameters += parameters.empty() ? "..." : ", ...";
  return text + "function(" + parameters + "), defined at " + about.short_src + ":" +
         std::to_string(about.linedefined) + "\n";
}

std::string text_of(lua_State* L) {
  if (lua_isnone(L, 1)) return help_tour();
  if (lua_type(L, 1) == LUA_TSTRING) {
    std::size_t length;
    const char* text = lua_tolstring(L, 1, &length);
    return help_search({text, length});
  }
  if (const Entry* e = entry_of_value(L, 1)) return help_text(*e);
  // Records inside others, and objects that no function is declared to give, are in no list.
  if (const auto* r = userdata_at<RecordValue>(L, 1, record_tag)) {
    Entry e{Entry::Kind::record, r->type->name};
    e.record = r->type;
    return help_text(e);
  }
  if (const auto* o = userdata_at<ObjectValue>(L, 1, object_tag)) {
    Entry e{Entry::Kind::class_, o->class_->name};
    e.class_ = o->class_;
    return help_text(e);
  }
  return foreign_text(L, 1);
}

int push_text(lua_State* L) {
  const auto* text = static_cast<const std::string*>(lua_touserdata(L, 1));
  lua_pushlstring(L, text->data(), text->size());
  return 1;
}

int help(lua_State* L) {
  lua_settop(L, lua_gettop(L) ? 1 : 0);
  luaL_checkstack(L, 20, "no room for help");
  Failure failure;
  const bool ok = guarded(failure, "pl.help", [&] {
    std::string text = text_of(L);
    if (text.ends_with('\n')) text.pop_back();
    protect(L, push_text, &text);
  });
  if (!ok) return raise(L, failure);
  lua_getglobal(L, "print");
  if (lua_isnil(L, -1)) return luaL_error(L, "pl.help: writes by the global function print, which is nil");
  lua_insert(L, -2);
  lua_call(L, 1, 0);
  return 0;
}

constexpr Arg help_args[] = {
    optional("about", Type::any, absent,
             "A function, a module, an array or object, or text: a name or words to look for. Left out, a tour."),
};

constexpr Function make_row() {
  Function f{
      "help",
      "Shows what is known about a function, a module, a value or some words.",
      help_args,
      "The text goes through the global function print, wherever that writes. It is the same as in the reference "
      "pages.",
      "pl.help \"newaxis\"\n--> pl.newaxis\n-->\n--> As a subscript, a new axis of length 1.",
      nullptr};
  f.direct = help;
  return f;
}

constexpr Function rows[] = {make_row()};

}  // namespace

Rows help_rows() { return rows; }

}  // namespace perilune
