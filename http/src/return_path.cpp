// SPDX-License-Identifier: MIT
#include <cardea/http/return_path.hpp>
#include <cardea/unicode.hpp>

#include <algorithm>
#include <boost/url/grammar/parse.hpp>
#include <boost/url/rfc/origin_form_rule.hpp>
#include <boost/url/url_view.hpp>

#include "text.hpp"

namespace cardea::http {
namespace {

constexpr std::size_t longest = 2048;

// Decoded once, as a proxy may do before it looks at the path again, and with the look-alikes of slashes and
// dots as what they become where text is normalised (NFKC).
bool is_plain(boost::urls::pct_string_view segment, bool is_last) {
  const auto name = to_nfkc(segment.decode());
  if (!name) return false;
  if (name->empty()) return is_last;
  if (*name == "." || *name == "..") return false;
  return std::ranges::all_of(
      *name, [](unsigned char c) { return c > 0x20 && c != 0x7f && c != '/' && c != '\\' && c != '%'; });
}

}  // namespace

std::optional<std::string> safe_return_path(std::string_view target) {
  namespace urls = boost::urls;
  if (target.size() > longest || !target.starts_with('/')) return std::nullopt;
  // RFC 9112 3.2.1: absolute-path [ "?" query ], and nothing that these may not hold.
  const auto parsed = urls::grammar::parse(detail::for_url(target), urls::origin_form_rule);
  if (!parsed) return std::nullopt;
  // By hand: Boost.URL's view of the segments leaves out a leading "/.", which keeps other URLs apart.
  for (auto rest = detail::split(target, '?').first.substr(1);;) {
    const auto end = rest.find('/');
    const bool is_last = end == std::string_view::npos;
    if (!is_plain(urls::pct_string_view{detail::for_url(rest.substr(0, end))}, is_last)) return std::nullopt;
    if (is_last) break;
    rest.remove_prefix(end + 1);
  }
  return std::string{target};
}

}  // namespace cardea::http
