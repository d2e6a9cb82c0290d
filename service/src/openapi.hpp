// SPDX-License-Identifier: MIT
#pragma once
#include <string>
#include <string_view>

namespace cardea::service {

/// openapi.json, as it stands in the folder.
extern const std::string_view openapi_text;

/// The description of the API (OpenAPI 3.1) for a service whose paths begin with
/// `prefix`.
[[nodiscard]] std::string openapi_document(std::string_view prefix);

}  // namespace cardea::service
