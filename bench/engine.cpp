// SPDX-License-Identifier: MIT
#include "engine.hpp"

#include <cstdlib>

namespace bench {

std::string_view to_string(scheme_name scheme) noexcept {
  return scheme == scheme_name::lucia_v3 ? "lucia_v3" : "cardea";
}

cardea::sql::layout layout_of(scheme_name scheme) {
  return scheme == scheme_name::lucia_v3 ? cardea::layouts::lucia_v3() : cardea::layouts::cardea();
}

std::vector<engine> engines() {
  const auto is_named = [](const char* variable) {
    const char* url = std::getenv(variable);
    return url && *url;
  };
  std::vector<engine> all{{"sqlite", false, make_sqlite}};
  if (is_named("CARDEA_TEST_POSTGRES")) all.push_back({"postgres", true, make_postgres});
  if (is_named("CARDEA_TEST_MYSQL")) all.push_back({"mysql", true, make_mysql});
  return all;
}

}  // namespace bench
