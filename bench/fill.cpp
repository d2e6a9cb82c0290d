// SPDX-License-Identifier: MIT
#include "fill.hpp"

#include "url.hpp"

#include <cardea/random.hpp>
#include <cardea/token.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <random>
#include <stdexcept>

namespace bench {
namespace {

/// A row with its indexes, what a server logs of it, and what is sorted on the way.
constexpr std::uintmax_t bytes_per_session = 800;
constexpr std::size_t most_tokens = 250'000;

std::string gigabytes(std::uintmax_t bytes) {
  const auto tenths = bytes / 100'000'000;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GB";
}

}  // namespace

secret make_secret() {
  const auto made = cardea::generate_secret(cardea::system_random());
  secret result{.text = made.text, .hash_in_hex = {}};
  constexpr auto digits = "0123456789abcdef";
  for (const auto byte : made.hash) {
    result.hash_in_hex += digits[std::to_integer<unsigned>(byte) >> 4];
    result.hash_in_hex += digits[std::to_integer<unsigned>(byte) & 15];
  }
  return result;
}

std::size_t step_between_tokens(std::size_t sessions) noexcept {
  return (sessions + most_tokens - 1) / most_tokens;
}

std::vector<std::string> to_tokens(std::vector<std::string> ids, scheme_name scheme, const secret& shared) {
  if (scheme == scheme_name::cardea)
    for (auto& id : ids) id += "." + shared.text;
  std::ranges::shuffle(ids, std::mt19937{42});
  return ids;
}

void need_room(const std::string& folder, std::size_t sessions) {
  std::error_code unseen;
  const auto free = std::filesystem::space(folder, unseen).available;
  const auto needed = sessions * bytes_per_session;
  if (unseen || free >= needed) return;
  throw std::runtime_error{
      std::to_string(sessions) + " sessions take about " + gigabytes(needed) + " at " + folder + ", where " +
      gigabytes(free) +
      " are free: ask for fewer with --sessions, or for SQLite name another place in TMPDIR"};
}

void need_room_on(const std::string& url, const std::string& folder, std::size_t sessions) {
  const auto host = address_of(url).host;
  if (host == "127.0.0.1" || host == "localhost" || host == "::1") need_room(folder, sessions);
}

}  // namespace bench
