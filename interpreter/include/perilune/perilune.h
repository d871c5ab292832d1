#ifndef PERILUNE_H
#define PERILUNE_H
/*
 * perilune inside a program of yours, in plain C. perilune.hpp is the same in C++.
 *
 * A state is one Lua world with arrays. Each state is used by one thread at a time (any thread); different states run
 * at the same time. perilune_cancel, and what is said to be so below, may be called from any thread.
 *
 * No function here jumps out of your code and none throws. What can go wrong returns a perilune_status; the text is in
 * perilune_message until the next call into the state. Positions and axes count from 0 here, from 1 in scripts.
 */

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define PERILUNE_API
#else
#define PERILUNE_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct perilune_state perilune_state;
typedef struct perilune_array perilune_array;
typedef struct perilune_ref perilune_ref;     /* keeps any Lua value: a function, a table, an object */
typedef struct perilune_frame perilune_frame; /* one call of a host function, while it lasts */

/* A host may hand in any number: C++ takes enumerations of a given type for what they are in C, integers. */
#ifdef __cplusplus
#define PERILUNE_INT : int
#else
#define PERILUNE_INT
#endif

typedef enum perilune_status PERILUNE_INT {
  PERILUNE_OK = 0,
  PERILUNE_ERROR,        /* the script, or a function that it called, raised an error */
  PERILUNE_SYNTAX,       /* the text is no Lua */
  PERILUNE_MISUSE,       /* a wrong argument, or a value of another type than asked for */
  PERILUNE_BUSY,         /* the state is running on another thread, whose message stays */
  PERILUNE_MEMORY,       /* the limit of bytes, or the machine, is exhausted */
  PERILUNE_INSTRUCTIONS, /* the limit of instructions */
  PERILUNE_DEADLINE,     /* the limit of time */
  PERILUNE_CANCELLED     /* perilune_cancel */
} perilune_status;

/* ---- values ---- */

typedef enum perilune_kind PERILUNE_INT {
  PERILUNE_NIL = 0,
  PERILUNE_BOOLEAN,
  PERILUNE_INTEGER,
  PERILUNE_NUMBER,
  PERILUNE_COMPLEX,
  PERILUNE_STRING,
  PERILUNE_ARRAY,
  PERILUNE_FUNCTION, /* these three carry a ref */
  PERILUNE_TABLE,
  PERILUNE_OBJECT
} perilune_kind;

/* What you pass in stays yours. What comes out is yours as well: give it to perilune_clear when it may hold more than a
 * number (then it costs nothing). A string that comes out ends with a zero byte, which its length does not count. */
typedef struct perilune_value {
  perilune_kind kind;
  int owned; /* 0 in values that you fill in; perilune_clear looks at it */
  union {
    int boolean;
    int64_t integer;
    double number;
    struct {
      double real, imag;
    } complex;
    struct {
      const char* data;
      size_t length;
    } string;
    perilune_array* array;
    perilune_ref* ref;
  } as;
} perilune_value;

PERILUNE_API void perilune_clear(perilune_value* value); /* any thread; leaves nil */

/* ---- states ---- */

/* 0 means no limit. Bytes are Lua's, the arrays' and the kernels' workspaces together; they hold all the time. The
 * others start anew with each outermost call into the state. A limit that is reached ends that call whatever the script
 * does; afterwards the state works again. Instructions, seconds and cancellable slow plain Lua code down (docs). */
typedef struct perilune_limits {
  size_t bytes;
  uint64_t instructions;
  double seconds;
  int cancellable; /* perilune_cancel reaches Lua code; without it, and without the two above, kernels only */
} perilune_limits;

typedef struct perilune_options {
  size_t size; /* sizeof(perilune_options) */
  perilune_limits limits;
  int sandbox; /* no io, os (but time, clock, date, difftime), package, debug, bytecode, files, __gc */
  int threads; /* that kernels may use; 0: as the environment says */
  void* data;  /* for these, which may be null: print and warnings then go to stdout and stderr */
  void (*print)(void* data, const char* text, size_t length);
  void (*warning)(void* data, const char* text, size_t length);
  /* Asked before pl.io opens a file; 0 refuses. Null: all files in an open state, none in a sandbox. */
  int (*open_file)(void* data, const char* path, int writing);
} perilune_options;

PERILUNE_API const char* perilune_version(void);
/* Null when there is no memory, the options are of another version, or a limit is negative or no number. `options` may
 * be null. */
PERILUNE_API perilune_state* perilune_open(const perilune_options* options);
/* Runs what has to be closed. Arrays and their handles live on as long as you hold them; refs are dead, and still to be
 * cleared. A state that runs (also: that runs the host function which calls this) stays open. */
PERILUNE_API void perilune_close(perilune_state* state);

/* Other limits from the next outermost call on. Time, instructions and cancelling may be limited only in a state that
 * was opened with some limit, or sandboxed: PERILUNE_MISUSE elsewhere. */
PERILUNE_API perilune_status perilune_set_limits(perilune_state* state, const perilune_limits* limits);
/* Ends what the state is doing, or the next thing it does if it is idle. Any thread, also a signal handler. */
PERILUNE_API void perilune_cancel(perilune_state* state);

typedef struct perilune_budget {
  size_t bytes_used;
  size_t bytes_left;          /* SIZE_MAX: no limit */
  uint64_t instructions_left; /* UINT64_MAX: no limit */
  double seconds_left;        /* infinite: no limit */
} perilune_budget;
PERILUNE_API void perilune_get_budget(const perilune_state* state, perilune_budget* budget);

/* About the last call that did not return PERILUNE_OK; empty strings, never null. */
PERILUNE_API const char* perilune_message(const perilune_state* state);
PERILUNE_API const char* perilune_traceback(const perilune_state* state);
/* What a host function gave to perilune_fail_with, when that very error came out again; else null. It stays the
 * state's: until the next call into it. */
PERILUNE_API void* perilune_payload(const perilune_state* state, void (*release)(void*));

/* ---- running ---- */

/* Up to `capacity` results are stored, the rest is nil; *count (may be null) receives how many there were. `name` is
 * what errors call the text, null for "=(host)"; see chunk names in Lua's manual: "@file", "=name". */
PERILUNE_API perilune_status perilune_run(perilune_state* state, const char* text, size_t length, const char* name,
                                          perilune_value* results, size_t capacity, size_t* count);
PERILUNE_API perilune_status perilune_run_file(perilune_state* state, const char* path, perilune_value* results,
                                               size_t capacity, size_t* count);
/* An expression such as "1 + x", or else a chunk. */
PERILUNE_API perilune_status perilune_eval(perilune_state* state, const char* text, size_t length,
                                           perilune_value* results, size_t capacity, size_t* count);
PERILUNE_API perilune_status perilune_call(perilune_state* state, const perilune_ref* function,
                                           const perilune_value* arguments, size_t argument_count,
                                           perilune_value* results, size_t capacity, size_t* count);

/* Globals, and fields of tables that are globals: "game.update". A ref is the quicker way to a function called often.
 */
PERILUNE_API perilune_status perilune_get(perilune_state* state, const char* name, perilune_value* value);
PERILUNE_API perilune_status perilune_set(perilune_state* state, const char* name, const perilune_value* value);

/* Tables and objects behind a ref; metamethods count. perilune_next walks a table: start with a nil key; it returns the
 * next key and value, a nil key at the end. */
PERILUNE_API perilune_status perilune_new_table(perilune_state* state, perilune_value* table);
PERILUNE_API perilune_status perilune_get_field(perilune_state* state, const perilune_ref* table,
                                                const perilune_value* key, perilune_value* value);
PERILUNE_API perilune_status perilune_set_field(perilune_state* state, const perilune_ref* table,
                                                const perilune_value* key, const perilune_value* value);
PERILUNE_API perilune_status perilune_next(perilune_state* state, const perilune_ref* table, perilune_value* key,
                                           perilune_value* value);
/* tostring(value). */
PERILUNE_API perilune_status perilune_text(perilune_state* state, const perilune_value* value, perilune_value* text);

/* What require gives for a name: a value, or a chunk that runs at the first require and returns it. */
PERILUNE_API perilune_status perilune_set_module(perilune_state* state, const char* name, const perilune_value* value);
PERILUNE_API perilune_status perilune_set_module_text(perilune_state* state, const char* name, const char* text,
                                                      size_t length);

/* ---- host functions ---- */

/* Returns PERILUNE_OK, or what perilune_fail returned. It may call into the state of the frame. */
typedef perilune_status (*perilune_callback)(perilune_frame* frame, void* data);

/* `name` is what errors call it. `release` (may be null) is given `data` when no script can call it any more, also when
 * this fails. */
PERILUNE_API perilune_status perilune_new_function(perilune_state* state, const char* name, perilune_callback callback,
                                                   void* data, void (*release)(void*), perilune_value* function);

PERILUNE_API perilune_state* perilune_frame_state(perilune_frame* frame);
PERILUNE_API const char* perilune_frame_name(const perilune_frame* frame); /* as given to perilune_new_function */
PERILUNE_API size_t perilune_argument_count(const perilune_frame* frame);
/* nil past the last. Strings last as long as the frame; clear arrays and refs. */
PERILUNE_API perilune_status perilune_argument(perilune_frame* frame, size_t index, perilune_value* value);
PERILUNE_API perilune_status perilune_result(perilune_frame* frame, const perilune_value* value);
/* The script sees an error "file:line: message", which it may catch. Returns PERILUNE_ERROR. */
PERILUNE_API perilune_status perilune_fail(perilune_frame* frame, const char* message);
/* The same, with something that perilune_payload gives back if the error comes out of the script uncaught. */
PERILUNE_API perilune_status perilune_fail_with(perilune_frame* frame, const char* message, void* payload,
                                                void (*release)(void*));

/* ---- arrays ---- */

typedef enum perilune_dtype PERILUNE_INT {
  PERILUNE_BOOL, /* a byte, 0 or 1 and nothing else, as long as a script can see it */
  PERILUNE_UINT8,
  PERILUNE_INT32,
  PERILUNE_INT64,
  PERILUNE_FLOAT32,
  PERILUNE_FLOAT64,
  PERILUNE_COMPLEX64,
  PERILUNE_COMPLEX128
} perilune_dtype;

typedef struct perilune_buffer {
  void* data;
  perilune_dtype dtype;
  int ndim; /* at most 32 */
  const int64_t* shape;
  const int64_t* strides; /* in bytes, may be negative or 0; null going in: row-major without gaps */
  int read_only;          /* scripts cannot write to it */
} perilune_buffer;

/* Your memory as an array, without copying. `release` (may be null) is given `owner` once, on whatever thread: when
 * nobody uses the memory any more, or at perilune_revoke; not when this fails. What fails leaves null in *array. */
PERILUNE_API perilune_status perilune_wrap(perilune_state* state, const perilune_buffer* buffer, void (*release)(void*),
                                           void* owner, perilune_array** array);
/* Fresh memory, counted in the state's bytes, filled with zeros. */
PERILUNE_API perilune_status perilune_new_array(perilune_state* state, perilune_dtype dtype, int ndim,
                                                const int64_t* shape, perilune_array** array);
/* An array, a number or a table of numbers, as a row-major array of this dtype: the same one where it is that already.
 */
PERILUNE_API perilune_status perilune_to_array(perilune_state* state, const perilune_value* value, perilune_dtype dtype,
                                               perilune_array** array);
/* Where the elements are, as long as you hold the array. PERILUNE_MISUSE after perilune_revoke. Any thread. */
PERILUNE_API perilune_status perilune_get_buffer(const perilune_array* array, perilune_buffer* buffer);
/* Takes the memory of perilune_wrap back: every use by a script is an error from now on. On the thread of the state,
 * and not while a function that is computing with it calls you. */
PERILUNE_API void perilune_revoke(perilune_array* array);
/* Handles are counted; any thread. Null is allowed, in perilune_revoke too. */
PERILUNE_API perilune_array* perilune_retain_array(perilune_array* array);
PERILUNE_API void perilune_release_array(perilune_array* array);

/* ---- for hosts with a Lua state of their own (the library without Lua inside) ---- */

struct lua_State;
/* Leaves pl on the stack: luaL_requiref(L, "perilune", luaopen_perilune, 0). */
PERILUNE_API int luaopen_perilune(struct lua_State* L);
/* The functions above over a lua_State of yours, with perilune opened in it; limits, sandbox and cancelling are not to
 * be had. Close it before the lua_State, which stays open. Null when there is no memory. */
PERILUNE_API perilune_state* perilune_attach(struct lua_State* L);

#ifdef __cplusplus
}
#endif
#endif
