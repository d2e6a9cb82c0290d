// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/http/message.hpp>

#include <string_view>
#include <utility>
#include <vector>

// The messages of cpp-httplib and those of this library. Templates over its types, so that this header needs
// no cpp-httplib of its own.
namespace cardea::http {

/// A request over a `httplib::Request`, which outlives it. Fields of one name are in the order of their
/// arrival.
template <class Theirs>
class httplib_request {
 public:
  explicit httplib_request(const Theirs& theirs, bool is_secure = false) {
    for (const auto& [name, value] : theirs.headers) fields_.push_back({name, value});
    request_ = {.method = theirs.method,
                .target = theirs.target,
                .fields = fields_,
                .body = theirs.body,
                .peer = theirs.remote_addr,
                .is_secure = is_secure};
  }
  httplib_request(const httplib_request&) = delete;
  httplib_request& operator=(const httplib_request&) = delete;

  operator const request&() const noexcept { return request_; }

 private:
  std::vector<field> fields_;
  request request_;
};

/// Moves a response into a `httplib::Response`.
template <class Theirs>
void to_httplib(response&& from, Theirs& out) {
  out.status = from.status;
  for (auto& one : from.fields) out.headers.emplace(std::move(one.name), std::move(one.value));
  out.body = std::move(from.body);
}

}  // namespace cardea::http
