// SPDX-License-Identifier: MIT
#pragma once
#include <string>

namespace bench {

/// A server's URL taken apart, for a driver that takes none. An absent port is 0.
struct address {
  std::string host, user, password, database;
  unsigned port;
};
/// Throws where it is no URL.
[[nodiscard]] address address_of(const std::string& url);

/// The URL that a variable of the environment holds.
[[nodiscard]] std::string url_in(const char* variable);
/// The same server, and another database.
[[nodiscard]] std::string with_database(const std::string& url, const std::string& name);

}  // namespace bench
