// SPDX-License-Identifier: MIT
#include "request_reader.hpp"

#include "characters.hpp"

#include <algorithm>

namespace cardea::server {
namespace {

namespace beast = boost::beast::http;
using boost::beast::iequals;

constexpr std::size_t small = 1024;       // enough for most requests, and all that an idle connection holds
constexpr std::size_t large = 16 * 1024;  // for bodies
constexpr std::size_t most_fields = 100;
constexpr std::string_view last_chunk = "0\r\n\r\n";

int status_of(const boost::system::error_code& reason) {
  if (reason == beast::error::header_limit) return 431;
  if (reason == beast::error::body_limit || reason == beast::error::buffer_overflow) return 413;
  if (reason == beast::error::bad_version) return 505;
  return 400;
}

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

/// RFC 9110 7.2: a host and perhaps a port, and nothing that other readers would cut it at.
constexpr auto of_hosts = visible_but(",/\\@?#<>\"{}|^`");
constexpr auto of_targets = visible_but("#");

}  // namespace

request_reader::request_reader(const limits& most) : limits_{most} {}

std::span<char> request_reader::room() {
  if (begin_ == end_) begin_ = end_ = 0;
  if (end_ == buffer_.size() && begin_ > 0) {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_), buffer_.end(), buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
  }
  const bool has_large_body = has_head_ && parser_ && parser_->content_length_remaining().value_or(0) > small;
  if (end_ == buffer_.size() || (has_large_body && buffer_.size() < large))
    buffer_.resize(buffer_.empty() ? small : std::max(buffer_.size() * 2, has_large_body ? large : 0));
  return {buffer_.data() + end_, buffer_.size() - end_};
}

request_reader::step request_reader::took(std::size_t count) {
  end_ += count;
  return advance();
}

request_reader::step request_reader::refuse(int status) {
  status_ = status;
  return step::refuse;
}

/// A client that was promised nothing sends its body without being asked.
request_reader::step request_reader::read_on() {
  if (has_head_ && awaits_continue_) {
    awaits_continue_ = false;
    return step::send_continue;
  }
  return step::read;
}

request_reader::step request_reader::advance() {
  if (!parser_) {
    // RFC 9112 2.2: an empty line before a request is overlooked.
    while (end_ - begin_ >= 2 && buffer_[begin_] == '\r' && buffer_[begin_ + 1] == '\n') begin_ += 2;
    // Half of such a line is no request yet.
    if (begin_ == end_ || (end_ - begin_ == 1 && buffer_[begin_] == '\r')) return step::read;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits_.head_bytes));
    parser_->body_limit(limits_.body_bytes);
  }
  while (begin_ != end_) {
    boost::system::error_code failed;
    const auto there = end_ - begin_;
    // Beast 1.81 asserts that it is not shown the line of the last chunk, and then hardly more.
    if (has_head_ && parser_->chunked() && there < last_chunk.size() &&
        std::string_view{buffer_.data() + begin_, there}.starts_with("0\r\n"))
      break;
    const auto used = parser_->put(boost::asio::const_buffer{buffer_.data() + begin_, there}, failed);
    begin_ += used;
    if (failed && failed != beast::error::need_more) return refuse(status_of(failed));
    if (!has_head_ && parser_->is_header_done()) {
      has_head_ = true;
      if (const int status = check_fields()) return refuse(status);
      parser_->eager(true);
    }
    if (parser_->is_done()) {
      request_.body = parser_->get().body();
      return step::answer;
    }
    // A line that does not end, such as a chunk's extension, has no other limit.
    if (used == 0 && there > limits_.head_bytes) return refuse(has_head_ ? 413 : 431);
    if (used == 0 || failed) break;
  }
  return read_on();
}

void request_reader::next() {
  request_ = {};
  fields_.clear();
  parser_.reset();
  has_head_ = awaits_continue_ = false;
}

void request_reader::rest() {
  if (begin_ != end_ || buffer_.size() <= small) return;
  std::vector<char>(small).swap(buffer_);
  begin_ = end_ = 0;
}

bool request_reader::keeps_alive() const { return parser_ && parser_->is_done() && parser_->keep_alive(); }

bool request_reader::is_http_1_0() const {
  return parser_ && parser_->is_header_done() && parser_->get().version() == 10;
}

int request_reader::check_fields() {
  const auto& head = parser_->get();
  for (const auto& one : head) {
    if (fields_.size() == most_fields) return 431;
    fields_.push_back({view(one.name_string()), view(one.value())});
  }
  request_.method = view(head.method_string());
  request_.target = view(head.target());
  request_.fields = fields_;
  if (const int status = check_framing()) return status;
  if (const int status = check_target()) return status;
  const bool expects = request_.has("Expect");
  awaits_continue_ = expects && iequals(request_.only("Expect").value_or(""), "100-continue");
  if (expects && !awaits_continue_) return 417;
  if (head.version() == 10) awaits_continue_ = false;
  return 0;
}

int request_reader::check_framing() {
  // The parser takes an encoding it does not know for none at all, and equal lengths for one.
  if (request_.has("Transfer-Encoding") && request_.has("Content-Length")) return 400;
  if (request_.has("Transfer-Encoding")) {
    const auto coding = request_.only("Transfer-Encoding");
    if (!coding || parser_->get().version() == 10) return 400;
    if (!iequals(*coding, "chunked")) return 501;
  }
  if (request_.has("Content-Length")) {
    const auto length = request_.only("Content-Length");
    if (!length || length->find(',') != std::string_view::npos) return 400;
  }
  return 0;
}

int request_reader::check_target() {
  const auto host = request_.only("Host");
  if (host ? !of_hosts.holds(*host) : request_.has("Host") || parser_->get().version() == 11) return 400;
  auto& target = request_.target;
  if (!of_targets.holds(target)) return 400;
  // RFC 9112 3.2.2: a server understands the form that is for proxies, and its host goes before the field.
  const auto colon = target.find("://");
  if (colon != std::string_view::npos &&
      (iequals(target.substr(0, colon), "http") || iequals(target.substr(0, colon), "https"))) {
    const auto path = std::min(target.find_first_of("/?", colon + 3), target.size());
    const auto authority = target.substr(colon + 3, path - colon - 3);
    if (authority.empty() || !of_hosts.holds(authority)) return 400;
    for (auto& one : fields_)
      if (http::same_field_name(one.name, "Host")) one.value = authority;
    target = path == target.size() ? std::string_view{"/"} : target.substr(path);
  }
  if (target.starts_with('/') || (target == "*" && request_.method == "OPTIONS")) return 0;
  return 400;
}

}  // namespace cardea::server
