// SPDX-License-Identifier: MIT
#pragma once
#include <filesystem>
#include <memory>
#include <string_view>

namespace cardea::service {

/// Passwords that nobody may take: those in a file, one on each line, whatever the case of their letters A to
/// Z. Copies share the list; threads may too. For `password_rules::is_known`.
class common_passwords {
 public:
  /// Throws `errc::invalid_argument`, naming it, for a file that cannot be read or holds none.
  explicit common_passwords(const std::filesystem::path& file);
  [[nodiscard]] bool operator()(std::string_view password) const;

 private:
  struct list;
  std::shared_ptr<const list> list_;
};

}  // namespace cardea::service
