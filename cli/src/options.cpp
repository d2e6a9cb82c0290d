// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <cardea/error.hpp>

#include <algorithm>

namespace cardea::cli {

const std::vector<global_option>& global_options() {
  static const std::vector<global_option> all{
      {"db", "URL",
       "the database, sqlite:PATH, postgres://... (with ?pgbouncer=true behind a pooler in transaction mode) "
       "or mysql://...; else CARDEA_DB, else db in cardea.toml, else sqlite:cardea.db"},
      {"sessions", "URL", "sessions in a database of their own (not in this build)"},
      {"layout", "NAME", "cardea, lucia-v0, lucia-v1, lucia-v2 or lucia-v3; cardea unless it is said"},
      {"tables", "LIST", "names of tables: user=NAME,session=NAME,key=NAME (key=-: no keys are kept)"},
      {"columns", "LIST",
       "names of columns: session.user_id=userId,key.expires=- (-: there is no such column)"},
      {"times", "FORM",
       "how the layout's times are kept: seconds, milliseconds, native (where the database has a type for "
       "them) "
       "or iso8601 (SQLite: as Prisma keeps them); else as Lucia does"},
      {"attribute-times", "FORM", "the same for attributes of the type timestamp"},
      {"user-attributes", "LIST",
       "columns of your own: name:type,...; string, integer, number, boolean or "
       "timestamp, each with ? where it may be null"},
      {"session-attributes", "LIST", "the same for sessions (lucia-v2, lucia-v3, cardea)"},
      {"session-expires-in", "TIME", "30d: how long a session lives (lucia-v3), or may live at all (cardea)"},
      {"session-active-period", "TIME", "24h: how long a session lives without a renewal (lucia-v0 to v2)"},
      {"session-idle-period", "TIME",
       "14d: how long after that it can be renewed (lucia-v0 to v2); how long it may "
       "lie idle (cardea, 10d)"},
      {"cookie", "LIST",
       "name=..,domain=..,path=..,samesite=lax|strict|none,secure=true|false,expires=true|false"},
      {"busy-timeout", "TIME", "5s: how long to wait for a lock that another process holds"},
      {"datetime-zone", "ZONE",
       "utc: the zone of MySQL's DATETIME columns, which name none; utc, local (as mysql2 does unless told "
       "otherwise) or +HH:MM"}};
  return all;
}

pairs to_pairs(std::string_view option, const option_value& from, char separator) {
  const auto refuse = [&](std::string_view why) {
    throw error{errc::invalid_argument, "--" + std::string{option} + ": " + std::string{why}};
  };
  pairs found;
  if (const auto* table = std::get_if<pairs>(&from)) {
    found = *table;
  } else {
    std::string_view rest = std::get<std::string>(from);
    while (true) {
      const auto end = rest.find(',');
      const auto item = rest.substr(0, end);
      // Of a name and its type the last colon parts, of a name and its value the first equals sign.
      const auto at = separator == ':' ? item.rfind(':') : item.find(separator);
      if (at == std::string_view::npos || at == 0 || at + 1 == item.size())
        refuse(separator == ':' ? "a list of name:type is wanted" : "a list of name=value is wanted");
      found.emplace_back(item.substr(0, at), item.substr(at + 1));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
  }
  for (auto i = found.begin(); i != found.end(); ++i)
    if (std::any_of(found.begin(), i, [&](const auto& earlier) { return earlier.first == i->first; }))
      refuse("\"" + i->first + "\" comes twice");
  return found;
}

const std::string& to_text(std::string_view option, const option_value& from) {
  if (const auto* text = std::get_if<std::string>(&from)) return *text;
  throw error{errc::invalid_argument, "--" + std::string{option} + ": a text is wanted, not a table"};
}

std::string quoted_for_shell(const std::string& text) {
  constexpr auto plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,@%+";
  if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
  std::string result = "'";
  for (const char c : text) c == '\'' ? result += "'\\''" : result += c;
  return result + "'";
}

}  // namespace cardea::cli
