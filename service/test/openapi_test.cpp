// SPDX-License-Identifier: MIT
// Every response that any test here gets from /api/ is held against its schema (home.cpp).
#include "home.hpp"
#include "schema.hpp"

#include <gtest/gtest.h>

#include <set>

namespace cardea::service {
namespace {

namespace json = boost::json;

std::string large(std::string_view text) {
  std::string made{text};
  for (auto& c : made)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
  return made;
}

TEST(ServiceOpenApi, EveryRouteIsDescribedAndNothingElse) {
  home h;
  const auto document = json_of(browser{h}.get("/api/openapi.json"));
  EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
  std::set<std::string> described, served;
  for (const auto& [path, operations] : document.at("paths").as_object())
    for (const auto& [method, operation] : operations.as_object())
      described.insert(large(method) + " " + std::string{path});
  for (const auto& one : h.serves->routes()) {
    if (one.path == "/forward-auth") served.insert("GET /forward-auth");
    if (one.path.starts_with("/api/")) served.insert(std::string{one.method} + " " + std::string{one.path});
  }
  EXPECT_EQ(described, served);
}

/// Follows every "$ref" of the document, and collects the names of operations.
void walk(const json::object& document, const json::value& node, std::multiset<std::string>& ids, int& refs) {
  if (const auto* list = node.if_array())
    for (const auto& one : *list) walk(document, one, ids, refs);
  const auto* object = node.if_object();
  if (!object) return;
  for (const auto& [name, value] : *object) {
    if (name == "$ref") {
      ++refs;
      const auto pointer = std::string{value.as_string()};
      ASSERT_TRUE(pointer.starts_with("#/components"));
      EXPECT_NO_THROW((void)document.at("components").at_pointer(pointer.substr(12))) << pointer;
    } else if (name == "operationId") {
      ids.insert(std::string{value.as_string()});
    }
    walk(document, value, ids, refs);
  }
}

TEST(ServiceOpenApi, ReferencesLeadSomewhereAndNamesAreUnique) {
  home h;
  const auto document = json_of(browser{h}.get("/api/openapi.json"));
  std::multiset<std::string> ids;
  int refs = 0;
  walk(document, document, ids, refs);
  EXPECT_GT(refs, 50);
  EXPECT_EQ(ids.size(), std::set<std::string>(ids.begin(), ids.end()).size());
}

TEST(ServiceOpenApi, AResponseThatIsNotDescribedIsFound) {
  home h;
  const auto document = json_of(browser{h}.get("/api/openapi.json"));
  http::response out{.status = 200};
  out.set("Content-Type", "application/json");
  const auto bad = [&](const char* body) {
    out.body = body;
    return disagreement(document, "DELETE", "/api/sessions", out);
  };
  EXPECT_EQ(bad(R"({"ended":1})"), "");
  EXPECT_NE(bad(R"({"ended":"1"})"), "");
  EXPECT_NE(bad(R"({"ended":1,"more":1})"), "");
  EXPECT_NE(bad("{}"), "");
  out.status = 201;
  EXPECT_NE(bad(R"({"ended":1})"), "");
}

}  // namespace
}  // namespace cardea::service
