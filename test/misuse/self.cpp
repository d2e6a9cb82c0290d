// SPDX-License-Identifier: MIT
#include <cardea/token.hpp>

#include <type_traits>

template <typename T>
void use(T) {
  static_assert(!std::is_arithmetic_v<T>, "a token is not a number");
}

#ifdef MISUSE
void misuse() { use(1); }
#else
void misuse() { use(cardea::sha256_hash{}); }
#endif
