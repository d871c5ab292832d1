/* The C interface as a C99 program sees it. plain_c returns 0, or the line of the first check that fails. */

#include <stdlib.h>
#include <string.h>

#include "perilune/perilune.h"

#define CHECK(condition) \
  if (!(condition)) return __LINE__

static perilune_status twice(perilune_frame* frame, void* data) {
  perilune_value v;
  perilune_status status = perilune_argument(frame, 0, &v);
  ++*(int*)data;
  if (status != PERILUNE_OK) return status;
  if (perilune_argument_count(frame) != 1 || (v.kind != PERILUNE_NUMBER && v.kind != PERILUNE_INTEGER)) {
    perilune_clear(&v);
    return perilune_fail(frame, "a number, please");
  }
  v.as.number = 2 * (v.kind == PERILUNE_INTEGER ? (double)v.as.integer : v.as.number);
  v.kind = PERILUNE_NUMBER;
  return perilune_result(frame, &v);
}

static void count_down(void* data) { --*(int*)data; }

static perilune_value string_value(const char* text) {
  perilune_value v;
  memset(&v, 0, sizeof v);
  v.kind = PERILUNE_STRING;
  v.as.string.data = text;
  v.as.string.length = strlen(text);
  return v;
}

static int run(perilune_state* s, const char* text, perilune_value* result) {
  return perilune_run(s, text, strlen(text), "=u", result, result ? 1 : 0, NULL);
}

static int functions(perilune_state* s, int* live) {
  int calls = 0;
  size_t count = 0;
  perilune_value f, argument, results[2];
  *live = 1;
  CHECK(perilune_new_function(s, "twice", twice, &calls, NULL, &f) == PERILUNE_OK);
  CHECK(f.kind == PERILUNE_FUNCTION);
  CHECK(perilune_set(s, "twice", &f) == PERILUNE_OK);
  memset(&argument, 0, sizeof argument);
  argument.kind = PERILUNE_NUMBER;
  argument.as.number = 1.5;
  CHECK(perilune_call(s, f.as.ref, &argument, 1, results, 2, &count) == PERILUNE_OK);
  CHECK(count == 1 && results[0].kind == PERILUNE_NUMBER && results[0].as.number == 3.0);
  CHECK(results[1].kind == PERILUNE_NIL);
  perilune_clear(&f);
  CHECK(run(s, "local ok, e = pcall(twice) return e", results) == PERILUNE_OK);
  CHECK(results[0].kind == PERILUNE_STRING && strcmp(results[0].as.string.data, "a number, please") == 0);
  perilune_clear(results);
  CHECK(run(s, "twice('x')", NULL) == PERILUNE_ERROR);
  CHECK(strcmp(perilune_message(s), "u:1: a number, please") == 0);
  CHECK(strstr(perilune_traceback(s), "u:1: in main chunk") != NULL);
  CHECK(calls == 3);
  CHECK(perilune_new_function(s, "counted", twice, live, count_down, &f) == PERILUNE_OK);
  perilune_clear(&f);
  CHECK(run(s, "collectgarbage() collectgarbage()", NULL) == PERILUNE_OK);
  CHECK(run(s, "collectgarbage() collectgarbage()", NULL) == PERILUNE_OK);
  CHECK(*live == 0);
  return 0;
}

static int tables(perilune_state* s) {
  perilune_value t, key, value, text;
  int pairs = 0;
  CHECK(perilune_new_table(s, &t) == PERILUNE_OK && t.kind == PERILUNE_TABLE);
  key = string_value("name");
  value = string_value("perilune");
  CHECK(perilune_set_field(s, t.as.ref, &key, &value) == PERILUNE_OK);
  CHECK(perilune_get_field(s, t.as.ref, &key, &text) == PERILUNE_OK);
  CHECK(text.kind == PERILUNE_STRING && strcmp(text.as.string.data, "perilune") == 0);
  perilune_clear(&text);
  memset(&key, 0, sizeof key);
  for (;;) {
    CHECK(perilune_next(s, t.as.ref, &key, &value) == PERILUNE_OK);
    if (key.kind == PERILUNE_NIL) break;
    ++pairs;
    perilune_clear(&value);
  }
  CHECK(pairs == 1);
  CHECK(perilune_text(s, &t, &text) == PERILUNE_OK && strncmp(text.as.string.data, "table", 5) == 0);
  perilune_clear(&text);
  CHECK(perilune_set_module(s, "named", &t) == PERILUNE_OK);
  perilune_clear(&t);
  CHECK(run(s, "return require('named').name", &value) == PERILUNE_OK && value.kind == PERILUNE_STRING);
  CHECK(strcmp(value.as.string.data, "perilune") == 0);
  perilune_clear(&value);
  CHECK(perilune_get(s, "string.rep", &value) == PERILUNE_OK && value.kind == PERILUNE_FUNCTION);
  perilune_clear(&value);
  CHECK(perilune_get(s, "no.such.thing", &value) == PERILUNE_ERROR && value.kind == PERILUNE_NIL);
  return 0;
}

static int arrays(perilune_state* s, int* live) {
  double data[4] = {1, 2, 3, 4};
  int64_t shape[2] = {2, 2};
  perilune_buffer buffer, seen;
  perilune_array *a, *b;
  perilune_value v;
  memset(&buffer, 0, sizeof buffer);
  buffer.data = data;
  buffer.dtype = PERILUNE_FLOAT64;
  buffer.ndim = 2;
  buffer.shape = shape;
  *live = 1;
  CHECK(perilune_wrap(s, &buffer, count_down, live, &a) == PERILUNE_OK && a != NULL);
  memset(&v, 0, sizeof v);
  v.kind = PERILUNE_ARRAY;
  v.as.array = a;
  CHECK(perilune_set(s, "a", &v) == PERILUNE_OK);
  CHECK(run(s, "a[2] = 10 return a", &v) == PERILUNE_OK && v.kind == PERILUNE_ARRAY);
  CHECK(data[2] == 10 && data[3] == 10);
  CHECK(perilune_get_buffer(v.as.array, &seen) == PERILUNE_OK);
  CHECK(seen.data == data && seen.ndim == 2 && seen.shape[1] == 2 && seen.strides[0] == 16 && !seen.read_only);
  perilune_clear(&v);
  perilune_revoke(a);
  CHECK(*live == 0);
  CHECK(perilune_get_buffer(a, &seen) == PERILUNE_MISUSE);
  CHECK(run(s, "return a:sum()", NULL) == PERILUNE_ERROR);
  perilune_release_array(a);
  buffer.ndim = 50;
  CHECK(perilune_wrap(s, &buffer, count_down, live, &b) == PERILUNE_MISUSE && b == NULL && *live == 0);
  CHECK(strcmp(perilune_message(s), "an array has at most 32 axes, got 50") == 0);
  perilune_revoke(NULL);
  CHECK(perilune_retain_array(NULL) == NULL && perilune_get_buffer(NULL, &seen) == PERILUNE_MISUSE);
  CHECK(perilune_new_array(s, PERILUNE_INT32, 2, shape, &b) == PERILUNE_OK);
  CHECK(b != NULL && perilune_get_buffer(b, &seen) == PERILUNE_OK && ((int32_t*)seen.data)[3] == 0);
  perilune_release_array(b);
  CHECK(run(s, "return {{1, 2}, {3, 4}}", &v) == PERILUNE_OK && v.kind == PERILUNE_TABLE);
  CHECK(perilune_to_array(s, &v, PERILUNE_FLOAT32, &b) == PERILUNE_OK);
  CHECK(perilune_get_buffer(b, &seen) == PERILUNE_OK && seen.ndim == 2 && ((float*)seen.data)[3] == 4.0f);
  perilune_release_array(b);
  perilune_clear(&v);
  v.kind = PERILUNE_ARRAY; /* an array that could not be made */
  CHECK(perilune_to_array(s, &v, PERILUNE_FLOAT32, &b) == PERILUNE_MISUSE && b == NULL);
  CHECK(perilune_set(s, "nothing", &v) == PERILUNE_MISUSE);
  return 0;
}

static int limits(void) {
  perilune_options options;
  perilune_state* s;
  perilune_budget budget;
  memset(&options, 0, sizeof options);
  CHECK(perilune_open(&options) == NULL); /* no size */
  options.size = sizeof options;
  options.sandbox = 1;
  options.limits.bytes = 20u << 20;
  options.limits.instructions = 100000;
  s = perilune_open(&options);
  CHECK(s != NULL);
  CHECK(run(s, "while true do pcall(function() while true do end end) end", NULL) == PERILUNE_INSTRUCTIONS);
  CHECK(strstr(perilune_message(s), "the instruction limit is reached") != NULL);
  CHECK(run(s, "return ('x'):rep(1e8)", NULL) == PERILUNE_MEMORY);
  perilune_get_budget(s, &budget);
  CHECK(budget.bytes_used > 0 && budget.bytes_left < (20u << 20) && budget.instructions_left == 100000);
  CHECK(run(s, "x = 1", NULL) == PERILUNE_OK);
  CHECK(run(s, "x = = 1", NULL) == PERILUNE_SYNTAX);
  perilune_close(s);
  return 0;
}

int plain_c(void) {
  int line, live = 0;
  perilune_state* s = perilune_open(NULL);
  CHECK(s != NULL);
  CHECK(strlen(perilune_version()) > 0);
  line = functions(s, &live);
  if (!line) line = tables(s);
  if (!line) line = arrays(s, &live);
  if (!line) line = limits();
  perilune_close(s);
  perilune_close(NULL);
  return line;
}
