// Every allocation behind the C interface made to fail, one after another: Lua's, the arrays' and those of C++. Each
// call must succeed or tell of memory, the state must work afterwards, and no byte may be left when it is closed.

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#include "interpreter/runtime/api.h"

using namespace perilune;

namespace {

struct Gate {
  long countdown = -1;  // allocations that still succeed; negative: all do
  bool and_later = false, tripped = false;

  bool allow() {
    if (countdown < 0) return true;
    if (countdown > 0) {
      --countdown;
      return true;
    }
    if (tripped && !and_later) return true;
    tripped = true;
    return false;
  }
} gate;

}  // namespace

void* operator new(std::size_t bytes) {
  if (gate.allow())
    if (void* p = std::malloc(bytes ? bytes : 1)) return p;
  throw std::bad_alloc();
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  return gate.allow() ? std::malloc(bytes ? bytes : 1) : nullptr;
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete(void* p, const std::nothrow_t&) noexcept { std::free(p); }

namespace {

perilune_value text_value(const char* text) {
  perilune_value v{};
  v.kind = PERILUNE_STRING;
  v.as.string.data = text;
  v.as.string.length = std::strlen(text);
  return v;
}

perilune_status run(perilune_state* s, const char* text, perilune_value* result = nullptr) {
  return perilune_run(s, text, std::strlen(text), "=u", result, result ? 1 : 0, nullptr);
}

int released = 0, given = 0;

perilune_status greet(perilune_frame* frame, void*) {
  perilune_value name{}, greeting = text_value("a greeting that is long enough to be no short string of Lua's own");
  perilune_status status = perilune_argument(frame, 0, &name);
  if (status != PERILUNE_OK) return status;
  const bool fails = name.kind == PERILUNE_NIL;
  perilune_clear(&name);
  if (fails) {
    ++given;
    return perilune_fail_with(frame, "nobody to greet", &given, [](void*) { ++released; });
  }
  return perilune_result(frame, &greeting);
}

using Case = perilune_status (*)(perilune_state*);

perilune_status values(perilune_state* s) {
  perilune_value v{};
  perilune_status status = run(s, "return ('x'):rep(100)", &v);
  perilune_clear(&v);
  if (status == PERILUNE_OK) status = run(s, "return {}", &v);
  perilune_clear(&v);
  if (status == PERILUNE_OK) status = perilune_eval(s, "pl.complex(1, 2)", 16, &v, 1, nullptr);
  if (status == PERILUNE_OK) status = perilune_set(s, "kept.field", &v);
  perilune_clear(&v);
  if (status == PERILUNE_OK) status = perilune_get(s, "kept.field", &v);
  perilune_clear(&v);
  return status;
}

perilune_status tables(perilune_state* s) {
  perilune_value t{}, v{}, key = text_value("a key");
  perilune_status status = perilune_new_table(s, &t);
  if (status == PERILUNE_OK) status = perilune_set_field(s, t.as.ref, &key, &key);
  perilune_value at{};
  if (status == PERILUNE_OK) status = perilune_next(s, t.as.ref, &at, &v);
  perilune_clear(&at);
  perilune_clear(&v);
  if (status == PERILUNE_OK) status = perilune_text(s, &t, &v);
  perilune_clear(&v);
  perilune_clear(&t);
  if (status == PERILUNE_OK) status = perilune_set_module_text(s, "faulty", "return {}", 9);
  if (status == PERILUNE_OK) status = run(s, "require('faulty')");
  return status;
}

perilune_status functions(perilune_state* s) {
  perilune_value f{}, r{}, name = text_value("a name");
  ++given;
  perilune_status status = perilune_new_function(
      s, "greet", greet, &given, [](void*) { ++released; }, &f);
  if (status == PERILUNE_OK) status = perilune_set(s, "greet", &f);
  if (status == PERILUNE_OK) status = perilune_call(s, f.as.ref, &name, 1, &r, 1, nullptr);
  perilune_clear(&f);
  perilune_clear(&r);
  if (status == PERILUNE_OK) status = run(s, "local ok, e = pcall(greet) if not ok then error(e, 0) end");
  if (status == PERILUNE_ERROR && std::strcmp(perilune_message(s), "nobody to greet") == 0) status = PERILUNE_OK;
  perilune_value nothing{};
  if (status == PERILUNE_OK) status = perilune_set(s, "greet", &nothing);
  return status;
}

perilune_status arrays(perilune_state* s) {
  double data[100] = {};
  const std::int64_t shape[] = {10, 10};
  perilune_buffer b{};
  b.data = data;
  b.dtype = PERILUNE_FLOAT64;
  b.ndim = 2;
  b.shape = shape;
  perilune_array* a = nullptr;
  perilune_status status = perilune_wrap(
      s, &b, [](void*) { ++released; }, data, &a);
  if (status != PERILUNE_OK) return status;
  ++given;
  perilune_value v{}, r{};
  v.kind = PERILUNE_ARRAY;
  v.as.array = a;
  status = perilune_set(s, "kept.array", &v);
  if (status == PERILUNE_OK) status = run(s, "return kept.array + 1", &r);
  perilune_clear(&r);
  if (status == PERILUNE_OK) status = run(s, "return pl.ones(3)['2:3']", &r);
  perilune_array* converted = nullptr;
  if (status == PERILUNE_OK) status = perilune_to_array(s, &r, PERILUNE_INT32, &converted);
  perilune_release_array(converted);
  perilune_clear(&r);
  perilune_array* fresh = nullptr;
  if (status == PERILUNE_OK) status = perilune_new_array(s, PERILUNE_FLOAT64, 2, shape, &fresh);
  perilune_release_array(fresh);
  perilune_revoke(a);
  perilune_release_array(a);
  return status;
}

struct Named {
  const char* name;
  Case run;
} cases[] = {{"values", values}, {"tables", tables}, {"functions", functions}, {"arrays", arrays}};

[[noreturn]] void fail(const char* what, const char* name, long n, const char* detail) {
  std::fprintf(stderr, "%s in '%s' with allocation %ld failing: %s\n", what, name, n, detail);
  std::exit(1);
}

long attempt_all(const Named& c, bool limited, bool and_later) {
  perilune_options options{};
  options.size = sizeof options;
  options.sandbox = limited;
  options.limits.bytes = limited ? std::size_t{64} << 20 : 0;
  perilune_state* s = perilune_open(&options);
  Memory& memory = s->own->memory();
  memory.retain();
  run(s, "kept = {} local x = pl.ones(3)");
  long n = 0;
  for (;; ++n) {
    memory.gate = [](void*, std::size_t) { return gate.allow(); };
    gate = {n, and_later, false};
    const perilune_status status = c.run(s);
    const bool tripped = gate.tripped;
    gate = {};
    memory.gate = nullptr;
    const char* message = perilune_message(s);
    if (status != PERILUNE_OK && status != PERILUNE_MEMORY && *message && !std::strstr(message, "memory"))
      fail("another error", c.name, n, message);
    if (status != PERILUNE_OK && !tripped) fail("an error of itself", c.name, n, message);
    perilune_value v{};
    if (perilune_eval(s, "1 + pl.ones(3):sum()", 20, &v, 1, nullptr) != PERILUNE_OK || v.as.number != 4)
      fail("broken afterwards", c.name, n, perilune_message(s));
    if (!tripped) break;
  }
  perilune_close(s);
  if (memory.used() != 0) fail("bytes left", c.name, n, std::to_string(memory.used()).c_str());
  if (released != given) fail("owners not released", c.name, n, "after the state was closed");
  memory.release();
  return n;
}

}  // namespace

int main() {
  long total = 0;
  for (const Named& c : cases)
    for (const bool limited : {false, true})
      for (const bool and_later : {false, true}) total += attempt_all(c, limited, and_later);
  // Opening itself: by the allocations of C++ here, by a limit of bytes elsewhere.
  for (long n = 0; n < 20; ++n) {
    gate = {n, true, false};
    perilune_state* s = perilune_open(nullptr);
    const bool tripped = gate.tripped;
    gate = {};
    if (!s && !tripped) fail("no state", "open", n, "");
    perilune_close(s);
  }
  std::printf("%ld failing allocations\n", total);
  return total > 100 ? 0 : 1;
}
