// SPDX-License-Identifier: MIT
#pragma once
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <vector>

namespace cardea::detail {

/// Text that is overwritten when it goes.
class secret_text {
 public:
  explicit secret_text(std::string_view text);
  [[nodiscard]] std::string_view view() const noexcept { return {bytes_.get(), bytes_.get_deleter().size}; }

 private:
  struct wipe_and_delete {
    std::size_t size;
    void operator()(char* bytes) const noexcept;
  };
  std::unique_ptr<char[], wipe_and_delete> bytes_;
};

enum class spelling { as_given, nfc, nfkc };

/// One password, spelled in these ways, in this order, each different spelling once. The password is
/// well-formed UTF-8. How many there are depends on the password alone, so that refusals of one password all
/// cost the same.
[[nodiscard]] std::vector<secret_text> spell(std::string_view password, std::initializer_list<spelling> ways);

}  // namespace cardea::detail
