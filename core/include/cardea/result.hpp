// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>

#include <optional>
#include <utility>

namespace cardea {

/// A value, or the reason why there is none. Reading the value of a refusal throws `cardea::error` with that
/// reason, so a caller who does not look still cannot go on with nothing.
template <class T>
class [[nodiscard]] result {
 public:
  result(T value) : value_{std::move(value)} {}
  result(errc reason) noexcept : reason_{reason} {}

  [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }

  /// The reason of a refusal; unspecified where there is a value.
  [[nodiscard]] errc error() const noexcept { return reason_; }

  [[nodiscard]] const T& value() const& { return require(), *value_; }
  [[nodiscard]] T& value() & { return require(), *value_; }
  T&& value() && { return require(), std::move(*value_); }

  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

 private:
  void require() const {
    if (!value_) throw cardea::error{reason_, std::string{to_string(reason_)}};
  }
  std::optional<T> value_;
  errc reason_{};
};

}  // namespace cardea
