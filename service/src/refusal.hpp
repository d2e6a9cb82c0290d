// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/time.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace cardea::service {

/// Why an operation says no. What each looks like to a client stands in refusal.cpp.
enum class reason {
  malformed,            ///< not JSON, or no form
  invalid_input,        ///< `errors` says what
  invalid_credentials,  ///< whatever the cause: the answer is one and the same
  wrong_password,       ///< of somebody who is signed in
  no_password,          ///< somebody who is signed in, and has none to be asked for
  unauthenticated,
  identifier_taken,
  invalid_token,
  limited,
  cross_site,
  not_found,
  method_not_allowed,
  unsupported_media_type,
  unavailable,
  failed,
};

/// What is wrong with one field, named as in forms: "new_password", "attr.nick".
struct field_error {
  std::string field;
  std::string sentence;
};

struct refusal {
  reason why;
  std::vector<field_error> errors{};
  duration retry_after{};  ///< of `limited`
};

/// What a client is told of a reason.
struct wording {
  int status;
  std::string_view type;  ///< the end of the problem's URI, "invalid-credentials"
  std::string_view title;
  std::string_view sentence;
};
[[nodiscard]] const wording& wording_of(reason why) noexcept;

/// What an operation came to.
template <class T>
class [[nodiscard]] answer {
 public:
  answer(T value) : held_{std::in_place_index<0>, std::move(value)} {}
  answer(refusal no) : held_{std::in_place_index<1>, std::move(no)} {}
  answer(reason why) : answer{refusal{.why = why}} {}

  explicit operator bool() const noexcept { return held_.index() == 0; }
  [[nodiscard]] T& operator*() & { return std::get<0>(held_); }
  [[nodiscard]] const T& operator*() const& { return std::get<0>(held_); }
  [[nodiscard]] T&& operator*() && { return std::get<0>(std::move(held_)); }
  [[nodiscard]] T* operator->() { return &std::get<0>(held_); }
  [[nodiscard]] const T* operator->() const { return &std::get<0>(held_); }
  [[nodiscard]] const refusal& no() const { return std::get<1>(held_); }

 private:
  std::variant<T, refusal> held_;
};

/// Where there is nothing to say but that it was done.
struct done {};

}  // namespace cardea::service
