#pragma once
// Marks a function of plain loops: compiled for several instruction sets, chosen when the program starts. Contraction
// is off everywhere, so all of them give the same bits. Sanitized builds take the plain loop: the choice is made before
// their runtime is ready.

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define PERILUNE_WIDE __attribute__((target_clones("avx512f", "avx2", "default"), optimize("O3")))
#else
#define PERILUNE_WIDE
#endif
