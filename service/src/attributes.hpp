// SPDX-License-Identifier: MIT
#pragma once
#include "context.hpp"
#include "refusal.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cardea::service {

/// Attributes as somebody sent them.
struct given_attributes {
  std::vector<std::pair<std::string, boost::json::value>> all{};
  bool from_form = false;  ///< all are texts, whatever their column is
};

/// The record of a new user: what was given, if a client may set it, and what the service itself says. No
/// other attribute is ever taken from a client (T16).
[[nodiscard]] answer<record> new_user_record(const context& house, const given_attributes& given,
                                             std::string_view typed_identifier,
                                             std::string_view canonical_identifier);

/// The record of a new session.
[[nodiscard]] record new_session_record(const context& house, std::string_view address,
                                        std::string_view user_agent);

/// Text that a person or another program can read; null: empty.
[[nodiscard]] std::string to_text(const value& of);
[[nodiscard]] boost::json::value to_json(const value& of);

}  // namespace cardea::service
