// SPDX-License-Identifier: MIT
#pragma once
#include <exception>
#include <system_error>

namespace cardea::async {

/// What a completion was given: no error where it was given none, and any other exception thrown on.
inline std::error_code code_of(const std::exception_ptr& failure) {
  try {
    if (failure) std::rethrow_exception(failure);
  } catch (const std::system_error& e) {
    return e.code();
  }
  return {};
}

}  // namespace cardea::async
