// SPDX-License-Identifier: MIT
#include "errors.hpp"

#include <algorithm>

namespace cardea::postgres {
namespace {

errc code_of(std::string_view state) noexcept {
  const auto of = state.substr(0, 2);
  if (state == "25006") return errc::read_only;
  if (state == "53100" || state == "53200") return errc::full;
  if (state == "57014" || state == "55P03" || is_given_up(state)) return errc::busy;
  if (is_ended(state) || of == "08" || of == "28" || of == "3D" || of == "53" || of == "58" ||
      state == "42501")
    return errc::unavailable;
  if (of == "42" || of == "3F" || state == "0A000") return errc::schema_mismatch;
  if (of == "22" || of == "54" || of == "25") return errc::invalid_argument;
  if (of == "23" || of == "44" || of == "P0") return errc::conflict;
  if (state == "XX001" || state == "XX002") return errc::corrupt;
  return errc::internal;
}

/// Messages of these classes quote the value that they complain of, or are the application's own.
bool may_quote_a_value(std::string_view state) noexcept {
  const auto of = state.substr(0, 2);
  return of == "22" || of == "23" || of == "44" || of == "P0" || of == "HV";
}

}  // namespace

std::string_view state_of(const PGresult* answer) noexcept {
  const char* state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
  return state ? state : "";
}

sql::refusal refusal_of(std::string_view state) noexcept {
  if (state == "23505") return sql::refusal::unique;
  if (state == "23503") return sql::refusal::foreign_key;
  return state.starts_with("23") || state == "44000" ? sql::refusal::other : sql::refusal::none;
}

bool is_given_up(std::string_view state) noexcept { return state == "40001" || state == "40P01"; }
bool is_ended(std::string_view state) noexcept { return state.starts_with("57P"); }
bool is_stale(std::string_view state) noexcept { return state == "26000" || state == "0A000"; }

void throw_error(const PGresult* answer) {
  const auto state = state_of(answer);
  std::string message{"PostgreSQL, "};
  message.append(state);
  const char* said = PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
  if (may_quote_a_value(state))
    message += ": the server refused a value";
  else if (said)
    message.append(": ").append(said);
  if (state == "26000" || state == "42P05") message += pooler_hint;
  if (is_given_up(state)) throw sql::given_up{message};
  throw error{state == "42P05" ? errc::internal : code_of(state), message};
}

std::string message_of(const PGconn* db) {
  std::string text = PQerrorMessage(db);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::ranges::replace(text, '\n', ' ');
  return text;
}

}  // namespace cardea::postgres
