// The library opened, used and closed by name, with the threads of its pool alive at the end of the process.

#include <dlfcn.h>

#include <cstdio>
#include <cstring>

#include "perilune/perilune.h"

template <class F>
static F* find(void* library, const char* name) {
  void* address = dlsym(library, name);
  if (!address) std::fprintf(stderr, "%s\n", dlerror());
  return reinterpret_cast<F*>(address);
}

// unload LIBRARY [hidden]: the second word where Lua is inside the library, and nobody may see it.
int main(int count, char** words) {
  for (int round = 0; round < 3; ++round) {
    void* library = dlopen(words[1], RTLD_NOW | RTLD_LOCAL);
    if (!library) return std::fprintf(stderr, "%s\n", dlerror()), 1;
    const auto open = find<decltype(perilune_open)>(library, "perilune_open");
    const auto run = find<decltype(perilune_run)>(library, "perilune_run");
    const auto close = find<decltype(perilune_close)>(library, "perilune_close");
    if (!open || !run || !close) return 1;
    if (count > 2 && *words[2] && (dlsym(library, "lua_newstate") || dlsym(library, "luaopen_perilune")))
      return std::fprintf(stderr, "Lua can be seen from outside\n"), 1;
    perilune_options options{};
    options.size = sizeof options;
    options.threads = 4;
    perilune_state* s = open(&options);
    const char text[] =
        "local a = pl.exp(pl.linspace(0, 1, 1000000)) assert(a:sum() > 1) pl.ones({300, 300}):dot(pl.ones({300, 300}))";
    if (!s || run(s, text, std::strlen(text), "=u", nullptr, 0, nullptr) != PERILUNE_OK) return 1;
    close(s);
    dlclose(library);
  }
  return 0;
}
