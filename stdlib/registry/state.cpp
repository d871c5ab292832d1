#include "stdlib/registry/state.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <thread>
#include <utility>

namespace perilune {

namespace {

const char state_key = 0, host_key = 0;
constexpr std::size_t collector_step = std::size_t{64} << 20;
constexpr std::size_t least_stride = std::size_t{1} << 20;

// The state that this thread asked for last, by its main coroutine, whose address is new only after a state was closed.
std::atomic<unsigned> closed{0};
struct Last {
  lua_State* main;
  LibraryState* state;
  unsigned closed;
};
thread_local Last last{nullptr, nullptr, 0};

int default_threads() {
  if (const char* text = std::getenv("PERILUNE_NUM_THREADS")) {
    char* end = nullptr;
    const long n = std::strtol(text, &end, 10);
    if (n > 0 && *end == '\0') return static_cast<int>(std::min(n, 1024L));
  }
  return std::max(1u, std::thread::hardware_concurrency());
}

void* host_part(lua_State* L, const void* key) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, key);
  void* part = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return part;
}

Memory* given_memory(lua_State* L) {
  const auto* host = static_cast<const Host*>(host_part(L, &host_key));
  return host ? host->memory : nullptr;
}

int destroy_state(lua_State* L) {
  auto* state = static_cast<LibraryState*>(lua_touserdata(L, 1));
  state->~LibraryState();
  // Finalizers that follow may still ask for it: nobody shall remember the answer.
  *const_cast<lua_State* volatile*>(&state->main) = nullptr;
  return 0;
}

void on_warning(void* sink, std::string_view message) {
  auto* state = static_cast<LibraryState*>(sink);
  if (state->warnings == WarningPolicy::error) throw Error(std::string(message));
  if (state->warnings != WarningPolicy::print) return;
  if (state->host && state->host->warning) state->host->warning(state->host->data, message);
  else std::fprintf(stderr, "warning: %.*s\n", static_cast<int>(message.size()), message.data());
}

// Finalizers run here; lua_gc reports their errors as warnings and never raises.
void collect(void* data) {
  auto* state = static_cast<LibraryState*>(data);
  lua_gc(state->running ? state->running : state->main, LUA_GCCOLLECT);
  if (state->host) state->memory->unreserve(std::exchange(state->host->credit, 0));
}

}  // namespace

LibraryState::LibraryState(lua_State* L)
    : main(L),
      memory(nullptr),
      context((memory = given_memory(L)) ? (memory->retain(), *memory) : *(memory = Memory::create())),
      host(static_cast<Host*>(host_part(L, &host_key))),
      last_(Context::Clock::now()) {
  context.threads = default_threads();
  checks_results = std::getenv("PERILUNE_CHECK_RESULTS") != nullptr;
  if (host) {
    if (host->threads > 0) context.threads = host->threads;
    context.stop = host->stop;
    context.deadline = host->deadline;
    context.may_open = host->may_open;
    context.gatekeeper = host->data;
    if (host->warning) warnings = WarningPolicy::print;
    host->library = this;
  }
  context.on_warning = on_warning;
  context.sink = this;
  next_ = memory->used() + stride_;
  memory->pressure_data = this;
  memory->on_pressure = collect;
}

LibraryState::~LibraryState() {
  closed.fetch_add(1, std::memory_order_relaxed);
  if (host) host->library = nullptr;
  host = nullptr;
  memory->on_pressure = nullptr;
  memory->release();
}

LibraryState& LibraryState::of(lua_State* L) {
  const unsigned now = closed.load(std::memory_order_relaxed);
  if (last.main == L && last.closed == now) return *last.state;
  auto* state = static_cast<LibraryState*>(host_part(L, &state_key));
  if (state->main == L) last = {L, state, now};
  return *state;
}

LibraryState& LibraryState::open(lua_State* L) {
  if (void* present = host_part(L, &state_key)) return *static_cast<LibraryState*>(present);
  void* room = lua_newuserdatauv(L, sizeof(LibraryState), 0);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, destroy_state);
  lua_setfield(L, -2, "__gc");
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
  lua_State* main_thread = lua_tothread(L, -1);
  lua_pop(L, 1);
  lua_pushvalue(L, -2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &state_key);  // may raise: the state is built only after it
  auto* state = new (room) LibraryState(main_thread);
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
  return *state;
}

// Lua sees a few hundred bytes of each array, so new array bytes ask for collections. Every megabyte, or every four
// arrays, a step: in the generational mode it frees what died young, without looking at the rest of the heap and while
// the blocks are still in the processor's cache. (What lives through two steps is no longer young.) Where steps do not
// free much (data that stays, or the incremental mode) they become
// rarer. Every 64 MB, or half of the bytes in use, that no step has freed, a full collection: on a heap of a million
// tables one costs a tenth of a second, so this distance stretches while collections take more than a tenth of the
// time.
void LibraryState::collect_for(lua_State* L, std::size_t coming) {
  if (!lua_gc(L, LUA_GCISRUNNING)) return;
  const std::size_t before = memory->used();
  const auto far = static_cast<std::size_t>(static_cast<double>(std::max(collector_step, live_ / 2)) * stretch_);
  lua_gc(L, LUA_GCSTEP, 0);
  const std::size_t after = std::min(memory->used(), before);
  const std::size_t least = std::clamp(std::min(coming, collector_step) * 4, least_stride, 8 * least_stride);
  stride_ = before - after > stride_ / 2 ? least : std::min(std::max(stride_, least) * 2, collector_step);
  if (after + coming > live_ + far) {
    const auto begin = Context::Clock::now();
    lua_gc(L, LUA_GCCOLLECT);
    const auto end = Context::Clock::now();
    const double cost = std::chrono::duration<double>(end - begin).count();
    const double since = std::chrono::duration<double>(end - last_).count();
    if (cost > 0.1 * since) stretch_ = std::min(stretch_ * 2, 8.0);
    else if (cost < 0.02 * since) stretch_ = std::max(stretch_ / 2, 1.0);
    last_ = end;
    live_ = memory->used();
  }
  next_ = memory->used() + stride_;
}

void attach_host(lua_State* L, Host* host) {
  lua_pushlightuserdata(L, host);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &host_key);
}

Host* host_of(lua_State* L) { return static_cast<Host*>(host_part(L, &host_key)); }

}  // namespace perilune
