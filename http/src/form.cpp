// SPDX-License-Identifier: MIT
#include <cardea/http/form.hpp>
#include <cardea/http/media_type.hpp>
#include <cardea/unicode.hpp>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "text.hpp"

namespace cardea::http {
namespace {

bool is_text(std::string_view value) noexcept {
  return value.find('\0') == std::string_view::npos && is_utf8(value);
}

}  // namespace

std::optional<form> form::parse(std::string_view text, const form_limits& limits) {
  namespace urls = boost::urls;
  form result;
  if (text.size() > limits.bytes) return std::nullopt;
  if (text.empty()) return result;
  // Not by parse_query: that of Boost 1.81 reads on behind the end of the view, up to the next NUL.
  const auto reference = '?' + std::string{text};
  const auto parsed = urls::parse_relative_ref(reference);
  if (!parsed || parsed->has_fragment()) return std::nullopt;
  const auto params = parsed->encoded_params();
  if (params.size() > limits.fields) return std::nullopt;
  urls::encoding_opts reading;
  reading.space_as_plus = true;
  for (const auto& one : params) {
    auto name = one.key.decode(reading);
    auto value = one.value.decode(reading);
    if (!is_text(name) || !is_text(value)) return std::nullopt;
    result.fields_.emplace_back(std::move(name), std::move(value));
  }
  return result;
}

std::optional<form> form::of(const request& incoming, const form_limits& limits) {
  if (!has_media_type(incoming, "application/x-www-form-urlencoded")) return std::nullopt;
  return parse(incoming.body, limits);
}

std::optional<std::string_view> form::only(std::string_view name) const noexcept {
  std::optional<std::string_view> found;
  for (const auto& [key, value] : fields_) {
    if (key != name) continue;
    if (found) return std::nullopt;
    found = value;
  }
  return found;
}

}  // namespace cardea::http
