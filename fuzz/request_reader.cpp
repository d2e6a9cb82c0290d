// SPDX-License-Identifier: MIT
#include <request_reader.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "input.hpp"

namespace {

namespace http = cardea::http;
using cardea::server::request_reader;
using step = request_reader::step;

const cardea::server::limits& most() {
  static const cardea::server::limits small{.head_bytes = 1024, .body_bytes = 2048};
  return small;
}

/// Requests as they were understood, one after the other, and how it ended.
struct reading {
  std::vector<std::string> requests{};
  bool is_refused = false;
};

void check_request(const http::request& one) {
  fuzz::demand(!one.method.empty());
  fuzz::demand(one.target.starts_with('/') || one.target == "*");
  fuzz::demand(one.fields.size() <= 100 && one.body.size() <= most().body_bytes);
  for (const char c : one.target) fuzz::demand(c > ' ' && c < '\x7f' && c != '#');
  for (const auto& field : one.fields) {
    fuzz::demand(!field.name.empty());
    // What could end a field's line here ends it for whoever reads the same bytes next.
    for (const char c : field.value) fuzz::demand(c != '\r' && c != '\n' && c != '\0');
    for (const char c : field.name) fuzz::demand(c > ' ' && c < '\x7f' && c != ':');
  }
  // Two readers that count the body differently are how a request is smuggled.
  const bool is_chunked = one.has("Transfer-Encoding"), has_length = one.has("Content-Length");
  fuzz::demand(!(is_chunked && has_length));
  fuzz::demand(!has_length || one.only("Content-Length").has_value());
  fuzz::demand(is_chunked || has_length || one.body.empty());
  fuzz::demand(!one.has("Host") || one.only("Host").has_value());
}

std::string text_of(const http::request& one) {
  auto text = std::string{one.method} + ' ' + std::string{one.target} + '\n';
  for (const auto& field : one.fields)
    text += std::string{field.name} + '=' + std::string{field.value} + '\n';
  return text + std::string{one.body};
}

/// Reads it all, in pieces of those sizes, over and over; no sizes: as much as there is room for.
reading read(std::string_view bytes, std::string_view sizes) {
  reading result;
  request_reader reader{most()};
  std::size_t at = 0;
  for (auto now = reader.advance();;) {
    switch (now) {
      case step::answer:
        check_request(reader.request());
        result.requests.push_back(text_of(reader.request()));
        if (!reader.keeps_alive()) return result;
        reader.next();
        now = reader.advance();
        continue;
      case step::refuse:
        fuzz::demand(reader.status() >= 400 && reader.status() <= 505);
        result.is_refused = true;
        return result;
      case step::send_continue:
      case step::read:
        break;
    }
    if (bytes.empty()) return result;
    if (!reader.has_begun()) reader.rest();
    const auto room = reader.room();
    fuzz::demand(!room.empty());
    auto count = std::min(room.size(), bytes.size());
    if (!sizes.empty())
      count = std::min<std::size_t>(count, 1 + static_cast<unsigned char>(sizes[at++ % sizes.size()]) % 64U);
    std::copy_n(bytes.begin(), count, room.begin());
    bytes.remove_prefix(count);
    now = reader.took(count);
  }
}

}  // namespace

// A line whose bytes say where to cut, and what a client sends: however it is cut, it means the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [sizes, bytes] = fuzz::split_line(fuzz::text_of(data, size));
  const auto whole = read(bytes, {});
  const auto cut = read(bytes, sizes);
  fuzz::demand(whole.requests == cut.requests);
  if (whole.is_refused == cut.is_refused) return 0;
  // One may say sooner than the other that it is no request, before its fields end; then neither takes it for
  // one.
  const auto ended = std::string{bytes} + "\r\n\r\n";
  fuzz::demand(read(ended, {}).requests == whole.requests);
  fuzz::demand(read(ended, sizes).requests == whole.requests);
  return 0;
}
