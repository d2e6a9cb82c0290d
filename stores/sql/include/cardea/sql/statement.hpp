// SPDX-License-Identifier: MIT
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::sql {

/// A statement's text, with a number by which a connection finds it again among those it has prepared.
class statement {
 public:
  /// `cached` false: prepared for one use, because the text is not likely to come again.
  explicit statement(std::string text, bool cached = true, std::vector<std::uint16_t> order = {});
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  /// Unique in the process; 0: not to be cached.
  [[nodiscard]] std::uint32_t id() const noexcept { return id_; }
  /// For each place in the text the parameter that belongs there. Empty: each has one, in their order.
  [[nodiscard]] std::span<const std::uint16_t> order() const noexcept { return order_; }

 private:
  std::string text_;
  std::uint32_t id_;
  std::vector<std::uint16_t> order_;
};

struct dialect;

/// The statement as the dialect writes parameters. `?` is the next one, and `?-` the last one once more; what
/// stands in the dialect's quotes is left alone.
[[nodiscard]] statement rendered_for(const dialect& dialect, std::string_view text, bool cached = true);

}  // namespace cardea::sql
