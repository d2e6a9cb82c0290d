// SPDX-License-Identifier: MIT
#include "positions.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace cardea::service {
namespace {

std::optional<std::size_t> find(const columns& declared, std::string_view name) {
  const auto at = std::ranges::find(declared, name, &column::name);
  if (at == declared.end()) return std::nullopt;
  return static_cast<std::size_t>(at - declared.begin());
}

std::size_t require(const columns& declared, std::string_view name) {
  if (const auto at = find(declared, name)) return *at;
  throw error{errc::invalid_argument, "there is no attribute \"" + std::string{name} + "\""};
}

/// A name that was given has to fit; a default is passed over where it does not.
std::optional<std::size_t> meant(const columns& declared, std::string_view given, std::string_view standard,
                                 std::initializer_list<column_type> types) {
  const auto at = given.empty() ? find(declared, standard) : require(declared, given);
  if (!at) return std::nullopt;
  const auto& one = declared[*at];
  const bool fits =
      std::ranges::find(types, one.type) != types.end() && (one.type != column_type::time || one.nullable);
  if (fits) return at;
  if (given.empty()) return std::nullopt;
  throw error{errc::invalid_argument, "attribute \"" + one.name + "\" is of another type than is needed"};
}

}  // namespace

positions find_positions(const basic_auth& auth, const service_options& options) {
  const auto& user = auth.user_attributes();
  const auto& session = auth.session_attributes();
  const auto& names = options.attributes;
  const auto* kind = options.identifier == identifier_kind::email ? "email" : "username";
  positions at{
      .identifier = meant(user, names.identifier, kind, {column_type::string}),
      .email = meant(user, names.email, "email", {column_type::string}),
      .email_verified =
          meant(user, names.email_verified, "email_verified", {column_type::boolean, column_type::time}),
      .session_address = meant(session, names.session_address, "ip_address", {column_type::string}),
      .session_user_agent = meant(session, names.session_user_agent, "user_agent", {column_type::string})};
  for (const auto& name : names.settable) {
    const auto one = require(user, name);
    if (one == at.identifier || one == at.email_verified || user[one].type == column_type::bytes)
      throw error{errc::invalid_argument, "attribute \"" + name + "\" is not for a client to set"};
    at.settable.push_back(one);
  }
  for (const auto& name : names.shown) at.shown.push_back(require(user, name));
  for (const auto& header : options.identity_headers)
    at.headers.push_back(header.attribute.empty() ? std::nullopt
                                                  : std::optional{require(user, header.attribute)});
  return at;
}

}  // namespace cardea::service
