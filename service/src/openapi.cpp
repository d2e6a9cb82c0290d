// SPDX-License-Identifier: MIT
#include "openapi.hpp"

namespace cardea::service {

std::string openapi_document(std::string_view prefix) {
  std::string text{openapi_text};
  // The one server of the document: the root, which is where the paths begin.
  constexpr std::string_view root = R"("url": "/")";
  if (!prefix.empty()) text.replace(text.find(root), root.size(), R"("url": ")" + std::string{prefix} + '"');
  return text;
}

}  // namespace cardea::service
