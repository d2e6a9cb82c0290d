// SPDX-License-Identifier: MIT
#include <cardea/auth.hpp>

#if defined(__GNUC__)
#pragma GCC diagnostic error "-Wunused-result"
#endif

#ifdef MISUSE
void misuse(cardea::auth<>& auth) { auth.use_key({"username", "ada"}, "password"); }
#else
void misuse(cardea::auth<>& auth) { (void)auth.use_key({"username", "ada"}, "password"); }
#endif
