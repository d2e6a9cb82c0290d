// SPDX-License-Identifier: MIT
#include "json_input.hpp"

#include "faces.hpp"

#include <boost/json/parse.hpp>
#include <cardea/http/media_type.hpp>

#include <algorithm>

namespace cardea::service {

answer<json_input> json_input::read(const exchange& of, std::initializer_list<std::string_view> members) {
  if (!http::has_media_type(of.incoming, "application/json")) return reason::unsupported_media_type;
  boost::json::error_code failure;
  auto parsed = boost::json::parse(of.incoming.body, failure);
  if (failure || !parsed.is_object()) return reason::malformed;
  std::vector<field_error> unknown;
  for (const auto& [name, value] : parsed.get_object())
    if (std::ranges::none_of(members, [&, &known = name](std::string_view one) {
          return camel_case(one) == std::string_view{known};
        }))
      unknown.push_back({std::string{name}, "This is not known here."});
  if (!unknown.empty()) return refusal{.why = reason::invalid_input, .errors = std::move(unknown)};
  return json_input{std::move(parsed.get_object())};
}

std::string_view json_input::text(std::string_view member) {
  const auto* found = all_.if_contains(camel_case(member));
  if (found && found->is_string()) return found->get_string();
  errors_.push_back({std::string{member}, found ? "This has to be a text." : "This is needed."});
  return {};
}

bool json_input::flag(std::string_view member) {
  const auto* found = all_.if_contains(camel_case(member));
  if (!found) return false;
  if (found->is_bool()) return found->get_bool();
  errors_.push_back({std::string{member}, "This has to be true or false."});
  return false;
}

given_attributes json_input::attributes() {
  given_attributes given;
  const auto* found = all_.if_contains("attributes");
  if (!found) return given;
  if (!found->is_object()) {
    errors_.push_back({"attributes", "This has to be an object."});
    return given;
  }
  for (const auto& [name, value] : found->get_object()) given.all.emplace_back(std::string{name}, value);
  return given;
}

std::optional<refusal> json_input::refused() const {
  if (errors_.empty()) return std::nullopt;
  return refusal{.why = reason::invalid_input, .errors = errors_};
}

}  // namespace cardea::service
