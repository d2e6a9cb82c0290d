// SPDX-License-Identifier: MIT
#include "url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

#include <cstdlib>
#include <stdexcept>

namespace bench {
namespace {

boost::urls::url_view taken_apart(const std::string& url) {
  const auto parsed = boost::urls::parse_uri(url);
  if (!parsed) throw std::runtime_error{"the address of a server is no URL"};
  return *parsed;
}

}  // namespace

address address_of(const std::string& url) {
  const auto parts = taken_apart(url);
  const auto path = parts.path();
  return {.host = parts.host_address(),
          .user = parts.user(),
          .password = parts.password(),
          .database = path.empty() ? path : path.substr(1),
          .port = parts.port_number()};
}

std::string url_in(const char* variable) {
  const char* url = std::getenv(variable);
  if (!url || !*url) throw std::runtime_error{std::string{variable} + " is not set"};
  return url;
}

std::string with_database(const std::string& url, const std::string& name) {
  boost::urls::url changed{taken_apart(url)};
  changed.set_path("/" + name);
  return std::string{changed.buffer().data(), changed.buffer().size()};
}

}  // namespace bench
