// The archive of Lua is compiled for programs: it takes the addresses of C's standard streams as if they were its own,
// which a shared library cannot give it. The linker (--wrap) leads it to these, which can be.

#include <cstdio>

extern "C" {

extern std::FILE *__real_stdin, *__real_stdout, *__real_stderr;
extern std::FILE *__wrap_stdin, *__wrap_stdout, *__wrap_stderr;

std::FILE *__wrap_stdin, *__wrap_stdout, *__wrap_stderr;

// Before any constructor of C++ could make a state.
__attribute__((constructor(101))) static void find_streams() {
  __wrap_stdin = __real_stdin;
  __wrap_stdout = __real_stdout;
  __wrap_stderr = __real_stderr;
}
}
