// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/http/message.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Boost.Beast's messages and those of this library. Templates over Beast's types, so that this header costs
// nothing where it is read first and needs no Beast of its own.
namespace cardea::http {

/// A request over a `boost::beast::http::request` with a body that is a string. The message and `peer`
/// outlive it.
template <class Message>
class beast_request {
 public:
  explicit beast_request(const Message& message, std::string_view peer = {}, bool is_secure = false) {
    for (const auto& one : message) fields_.push_back({text(one.name_string()), text(one.value())});
    request_ = {.method = text(message.method_string()),
                .target = text(message.target()),
                .fields = fields_,
                .body = text(message.body()),
                .peer = peer,
                .is_secure = is_secure};
  }
  beast_request(const beast_request&) = delete;
  beast_request& operator=(const beast_request&) = delete;

  operator const request&() const noexcept { return request_; }

 private:
  template <class Text>
  static std::string_view text(const Text& from) noexcept {
    return {from.data(), from.size()};
  }
  std::vector<field> fields_;
  request request_;
};

/// Moves a response into a `boost::beast::http::response<string_body>` for `asked`, whose version it takes,
/// and sees to Content-Length and Connection. Of what answers HEAD the body is left out and its length is
/// told.
template <class Asked, class Message>
void to_beast(response&& from, const Asked& asked, Message& out) {
  out = {};
  out.result(static_cast<unsigned>(from.status));
  out.version(asked.version());
  for (const auto& one : from.fields) out.insert(one.name, one.value);
  out.keep_alive(asked.keep_alive());
  const std::string_view method{asked.method_string().data(), asked.method_string().size()};
  if (method == "HEAD") {
    out.content_length(from.body.size());
  } else {
    out.body() = std::move(from.body);
    out.prepare_payload();
  }
}

}  // namespace cardea::http
