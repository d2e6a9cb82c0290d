// SPDX-License-Identifier: MIT
#pragma once
#include <boost/json/object.hpp>
#include <cardea/http/message.hpp>

#include <string>
#include <string_view>

namespace cardea::service {

/// What a response has that its description in openapi.json does not allow, or lacks that it asks for. Empty:
/// they agree. Knows the words that the document uses, and says so of any other.
[[nodiscard]] std::string disagreement(const boost::json::object& document, std::string_view method,
                                       std::string_view path, const http::response& out);

}  // namespace cardea::service
