// Swift compiles a function for one instruction set. These are functions for wider ones, into which the optimizer inlines
// what they call: so one source becomes code for vectors of every width, and the machine says at run time which is taken.
// Where it does not inline, or there is one width only, the same code runs on the usual vectors. Bits are the same on all:
// nothing here allows a product and a sum to be contracted to one rounding.
#ifndef RAVINE_CVECTORS_H
#define RAVINE_CVECTORS_H

typedef void (*ravine_body)(const void *_Nonnull);

#if defined(__x86_64__) && defined(__linux__)
__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw")))
static inline void ravine_on_512_bits(ravine_body _Nonnull body, const void *_Nonnull context) {
    [[clang::always_inline]] body(context);
}

__attribute__((target("avx2")))
static inline void ravine_on_256_bits(ravine_body _Nonnull body, const void *_Nonnull context) {
    [[clang::always_inline]] body(context);
}
#endif

/// Calls a function, compiled for the widest vectors that the machine has.
static inline void ravine_on_widest_vectors(ravine_body _Nonnull body, const void *_Nonnull context) {
#if defined(__x86_64__) && defined(__linux__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")) {
        ravine_on_512_bits(body, context);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        ravine_on_256_bits(body, context);
        return;
    }
#endif
    body(context);
}

/// The square root, rounded correctly, as one instruction, which the optimizer makes a vector's of several.
static inline double ravine_square_root(double x) { return __builtin_elementwise_sqrt(x); }

#endif
