// SPDX-License-Identifier: MIT
#pragma once

// Each compiler says in its own way whether AddressSanitizer is in the program.
#ifdef __SANITIZE_ADDRESS__
#define CARDEA_TEST_ADDRESS_SANITIZER true
#elif defined(__has_feature)
#define CARDEA_TEST_ADDRESS_SANITIZER __has_feature(address_sanitizer)
#else
#define CARDEA_TEST_ADDRESS_SANITIZER false
#endif

namespace cardea {

/// Then a program's memory is not only its own.
inline constexpr bool is_address_sanitized = CARDEA_TEST_ADDRESS_SANITIZER;

}  // namespace cardea
