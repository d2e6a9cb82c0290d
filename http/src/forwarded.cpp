// SPDX-License-Identifier: MIT
#include "forwarded.hpp"

#include <cardea/http/message.hpp>

#include "text.hpp"

#include <algorithm>

namespace cardea::http::detail {
namespace {

/// Reads from the front of what is left.
class reader {
 public:
  explicit reader(std::string_view text) : rest_{text} {}

  bool at_end() const noexcept { return rest_.empty(); }
  bool take(char c) noexcept {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void skip_blanks() noexcept { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size())); }
  std::optional<std::string> token() {
    std::size_t end = 0;
    while (end < rest_.size() && is_token(rest_.substr(end, 1))) ++end;
    if (end == 0) return std::nullopt;
    std::string text{rest_.substr(0, end)};
    rest_.remove_prefix(end);
    return text;
  }
  // quoted-string (RFC 9110 5.6.4), behind its first quote.
  std::optional<std::string> quoted() {
    std::string text;
    while (!rest_.empty()) {
      char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '"') return text;
      if (c == '\\') {
        if (rest_.empty()) return std::nullopt;
        c = rest_.front();
        rest_.remove_prefix(1);
      }
      text += c;
    }
    return std::nullopt;
  }

 private:
  std::string_view rest_;
};

std::string* member_for(hop& of, std::string_view name) noexcept {
  if (same_field_name(name, "for")) return &of.address;
  if (same_field_name(name, "proto")) return &of.scheme;
  if (same_field_name(name, "host")) return &of.host;
  return nullptr;
}

// forwarded-pair = token "=" ( token / quoted-string )
bool read_pair(reader& from, hop& into) {
  const auto name = from.token();
  if (!name || !from.take('=')) return false;
  auto value = from.take('"') ? from.quoted() : from.token();
  if (!value) return false;
  auto* const member = member_for(into, *name);
  if (member == nullptr) return true;
  if (!member->empty()) return false;
  *member = std::move(*value);
  return true;
}

}  // namespace

std::optional<std::vector<hop>> parse_forwarded(std::string_view value) {
  std::vector<hop> hops(1);
  reader from{value};
  for (from.skip_blanks(); !from.at_end(); from.skip_blanks()) {
    if (from.take(',')) {
      hops.emplace_back();
    } else if (!from.take(';')) {
      if (!read_pair(from, hops.back())) return std::nullopt;
      from.skip_blanks();
      if (from.at_end()) break;
      if (from.take(',')) {
        hops.emplace_back();
      } else if (!from.take(';')) {
        return std::nullopt;
      }
    }
  }
  return hops;
}

}  // namespace cardea::http::detail
