// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/http/message.hpp>
#include <cardea/server/options.hpp>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cardea::server {

/// Bytes in, requests out: HTTP/1.1 and 1.0 as RFC 9112 has it, and no socket. Whatever two readers could
/// understand in two ways is refused, for that is how a request is smuggled past a proxy.
class request_reader {
 public:
  enum class step {
    read,           ///< more bytes are wanted
    send_continue,  ///< the client waits for "100 Continue" before it sends the body; then more bytes are
                    ///< wanted
    answer,         ///< the request is whole
    refuse,         ///< what came is no request: `status` says why, and what follows cannot be understood
  };
  /// `most` outlives the reader.
  explicit request_reader(const limits& most);

  /// Where the next bytes go. Never empty; good until the next call.
  [[nodiscard]] std::span<char> room();
  /// That many came into it.
  step took(std::size_t count);
  /// What is there already, without more bytes: behind `next`, the request that a client sent ahead.
  step advance();
  /// The request was answered; its views end.
  void next();
  /// What is there is of no use.
  void discard() noexcept { begin_ = end_ = 0; }
  /// Lets go of what only a request under way needs.
  void rest();

  /// Whether the fields are read, so that the body is what is awaited.
  [[nodiscard]] bool has_head() const noexcept { return has_head_; }
  /// Whether a byte of the next request is there.
  [[nodiscard]] bool has_begun() const noexcept { return parser_.has_value(); }
  /// Once the step is `answer`; views into this reader.
  [[nodiscard]] http::request& request() noexcept { return request_; }
  [[nodiscard]] bool keeps_alive() const;
  [[nodiscard]] bool is_http_1_0() const;
  /// Once the step is `refuse`.
  [[nodiscard]] int status() const noexcept { return status_; }

 private:
  using parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  step refuse(int status);
  step read_on();
  /// Zero: the fields are in order. Otherwise the status to refuse with.
  int check_fields();
  int check_framing();
  int check_target();

  const limits& limits_;
  std::vector<char> buffer_{};
  std::size_t begin_ = 0, end_ = 0;
  std::optional<parser> parser_{};
  std::vector<http::field> fields_{};
  http::request request_{};
  bool has_head_ = false, awaits_continue_ = false;
  int status_ = 0;
};

}  // namespace cardea::server
