// Runs the checks of plain.c, which is compiled as C99.

#include "tests/embedding/support.h"

extern "C" int plain_c(void);

TEST_CASE("the interface from C99") { CHECK(plain_c() == 0); }
