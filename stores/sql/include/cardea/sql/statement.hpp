// SPDX-License-Identifier: MIT
#pragma once
#include <cstdint>
#include <string>

namespace cardea::sql {

/// A statement's text, with a number by which a connection finds it again among those it has prepared.
class statement {
 public:
  /// `cached` false: prepared for one use, because the text is not likely to come again.
  explicit statement(std::string text, bool cached = true);
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  /// Unique in the process; 0: not to be cached.
  [[nodiscard]] std::uint32_t id() const noexcept { return id_; }

 private:
  std::string text_;
  std::uint32_t id_;
};

}  // namespace cardea::sql
