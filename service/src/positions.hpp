// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/basic_auth.hpp>
#include <cardea/service/options.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace cardea::service {

/// Where in a record the attributes stand that mean something here.
struct positions {
  std::optional<std::size_t> identifier{};
  std::optional<std::size_t> email{};
  std::optional<std::size_t> email_verified{};
  std::optional<std::size_t> session_address{};
  std::optional<std::size_t> session_user_agent{};
  std::vector<std::size_t> settable{};
  std::vector<std::size_t> shown{};
  std::vector<std::optional<std::size_t>> headers{};  ///< one for each identity header; absent: the user's id
};

/// Throws `errc::invalid_argument` for a name that was given and is no attribute, or one of another type.
[[nodiscard]] positions find_positions(const basic_auth& auth, const service_options& options);

}  // namespace cardea::service
