// SPDX-License-Identifier: MIT
#include "output.hpp"

#include <cardea/unicode.hpp>

#include <boost/json/serialize.hpp>

#include <cstdio>

#include <unistd.h>

namespace cardea::cli {
namespace {

bool write(std::FILE* to, std::string_view text) noexcept {
  if (text.empty()) return true;  // It may have no address, which fwrite() must not be given.
  return std::fwrite(text.data(), 1, text.size(), to) == text.size() && std::fflush(to) == 0;
}

}  // namespace

status status_of(errc code) noexcept {
  switch (code) {
    case errc::invalid_session_id:
    case errc::invalid_user_id:
    case errc::invalid_key_id:
    case errc::invalid_password:
    case errc::expired_key:
    case errc::duplicate_user_id:
    case errc::duplicate_key_id:
    case errc::duplicate_session_id:
    case errc::conflict:
    case errc::primary_key:
    case errc::owned_elsewhere:
      return no;
    case errc::invalid_argument:
    case errc::unsupported:
      return usage;
    case errc::schema_mismatch:
    case errc::unavailable:
    case errc::outcome_unknown:
    case errc::busy:
    case errc::read_only:
    case errc::full:
    case errc::corrupt:
    case errc::internal:
      break;
  }
  return broken;
}

std::string printable(std::string_view text) {
  std::string result{text};
  for (char& c : result)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  return result;
}

void output::text(std::string_view all) {
  if (!write(stdout, all)) throw error{errc::unavailable, "standard output cannot be written"};
}

void output::answer(const boost::json::object& json, std::string_view human) const {
  if (!json_) return text(human);
  const auto all = boost::json::serialize(json);
  if (!is_utf8(all)) throw error{errc::corrupt, "a text in the database is not UTF-8"};
  text(all + "\n");
}

void output::remark(std::string_view line) const {
  if (!json_) complain(line);
}

void output::progress(std::string_view done) const noexcept {
  if (json_ || isatty(STDERR_FILENO) != 1) return;
  constexpr std::string_view to_start_and_clear = "\r\x1b[K";
  write(stderr, to_start_and_clear);
  write(stderr, done);
}

void output::complain(std::string_view line) { write(stderr, printable(line) + "\n"); }

void output::failure(std::string_view code, std::string_view message) const noexcept {
  try {
    const auto shown = printable(message);
    complain("cardea: " + shown);
    if (!json_) return;
    const boost::json::object all{{"error", {{"code", code}, {"message", is_utf8(shown) ? shown : "?"}}}};
    write(stdout, boost::json::serialize(all) + "\n");
  } catch (...) {
    // Out of memory while saying so: the exit status is left.
  }
}

}  // namespace cardea::cli
