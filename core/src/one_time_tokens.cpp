// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/one_time_tokens.hpp>
#include <cardea/token.hpp>

#include <algorithm>
#include <array>

#include "ascii.hpp"
#include "base64url.hpp"

namespace cardea {
namespace {

using namespace detail;

constexpr std::size_t token_bytes = 32;
constexpr std::size_t token_size = 43;
constexpr std::size_t purpose_limit = 64;
constexpr id_form code_form{"0123456789", 8};
constexpr std::chrono::hours longest{24 * 400};

std::string new_token(random_source& random) {
  std::array<std::byte, token_bytes> bytes;
  random.fill(bytes);
  auto token = base64url(bytes);
  sodium_memzero(bytes.data(), bytes.size());
  return token;
}

std::string id_of(std::string_view token) {
  return base64url(sha256(std::as_bytes(std::span{token.data(), token.size()})));
}

bool could_be_token(std::string_view text) {
  return text.size() == token_size &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_alnum(c) || c == '-' || c == '_'; });
}

}  // namespace

one_time_tokens::issued one_time_tokens::issue(const one_time_request& request, timestamp now) {
  if (request.purpose.empty() || request.purpose.size() > purpose_limit)
    throw error{errc::invalid_argument, "a purpose has from 1 to 64 bytes"};
  if (request.user_id.empty()) throw error{errc::invalid_argument, "a one-time token is some user's"};
  if (request.expires_in <= duration::zero() || request.expires_in > longest)
    throw error{errc::invalid_argument, "a one-time token lives up to 400 days"};
  issued made{new_token(*random_), request.with_code ? random_id(*random_, code_form) : ""};
  const one_time_row row{.id = id_of(made.token),
                         .purpose = request.purpose,
                         .user_id = request.user_id,
                         .address = request.address,
                         .secret_hash = request.with_code ? codes_->hash(made.code) : "",
                         .expires_at = now + request.expires_in};
  // Two of 2^256 do not meet: a generator that repeats itself is broken.
  if (!store_->insert_one_time(row)) throw error{errc::internal, "the source of randomness repeats itself"};
  return made;
}

one_time_tokens::issued one_time_tokens::feign(bool with_code) {
  issued made{new_token(*random_), with_code ? random_id(*random_, code_form) : ""};
  if (with_code) (void)codes_->hash(made.code);
  return made;
}

std::optional<one_time_row> one_time_tokens::look(std::string_view token, std::string_view purpose,
                                                  timestamp now) {
  if (!could_be_token(token)) return std::nullopt;
  auto row = store_->find_one_time(id_of(token));
  if (!row || row->purpose != purpose || row->expires_at <= now) return std::nullopt;
  return row;
}

std::optional<one_time_row> one_time_tokens::check(std::string_view token, std::string_view purpose,
                                                   timestamp now, std::string_view code) {
  auto row = look(token, purpose, now);
  if (!row || row->secret_hash.empty() != code.empty()) {
    // Who asks a code for an address that nobody has holds a token that is not kept: it may not show here.
    if (!code.empty()) codes_->refuse(code);
    return std::nullopt;
  }
  if (!code.empty() && !codes_->verify(row->secret_hash, code).valid) return std::nullopt;
  return row;
}

bool one_time_tokens::use_up(const one_time_row& row) { return store_->erase_one_time(row.id); }

std::optional<one_time_row> one_time_tokens::redeem(std::string_view token, std::string_view purpose,
                                                    timestamp now, std::string_view code) {
  auto row = check(token, purpose, now, code);
  if (!row || !use_up(*row)) return std::nullopt;
  return row;
}

std::int64_t one_time_tokens::revoke_all(std::string_view user_id, std::string_view purpose) {
  return store_->erase_one_times(user_id, purpose);
}

std::int64_t one_time_tokens::revoke_oldest(std::string_view user_id, std::string_view purpose,
                                            std::int64_t keep) {
  return store_->erase_oldest_one_times(user_id, purpose, keep);
}

}  // namespace cardea
