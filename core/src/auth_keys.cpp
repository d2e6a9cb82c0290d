// SPDX-License-Identifier: MIT
#include "auth_state.hpp"

#include <cardea/unicode.hpp>

#include <utility>

namespace cardea {
namespace {

bool is_valid(const key_name& name) {
  const auto size = name.provider.size() + 1 + name.provider_user_id.size();
  return !name.provider.empty() && !name.provider_user_id.empty() && size <= 255 &&
         name.provider.find(':') == std::string_view::npos &&
         name.provider.find('\0') == std::string_view::npos &&
         name.provider_user_id.find('\0') == std::string_view::npos && is_utf8(name.provider) &&
         is_utf8(name.provider_user_id);
}

key to_key(const key_row& row) {
  const auto name = key_name::parse(row.id);
  return {.provider = std::string{name.provider},
          .provider_user_id = std::string{name.provider_user_id},
          .user_id = row.user_id,
          .password_defined = row.hashed_password.has_value(),
          .primary = row.primary,
          .expires = row.expires};
}

/// The row of exactly this id: a collation that ignores case or accents may have found another.
std::optional<key_row> find_row(store& store, const key_name& name) {
  if (!is_valid(name)) return std::nullopt;
  const auto id = name.id();
  auto row = store.find_key(id);
  if (row && row->id != id) return std::nullopt;
  return row;
}

}  // namespace

std::string key_name::id() const {
  if (!is_valid(*this))
    throw error{errc::invalid_argument,
                "a key is PROVIDER:ID, neither part empty, no colon in the provider, up to 255 bytes of "
                "UTF-8 without NUL"};
  std::string result;
  result.reserve(provider.size() + 1 + provider_user_id.size());
  return result.append(provider).append(1, ':').append(provider_user_id);
}

key_name key_name::parse(std::string_view id) noexcept {
  const auto colon = id.find(':');
  if (colon == std::string_view::npos) return {{}, id};
  return {id.substr(0, colon), id.substr(colon + 1)};
}

result<key> basic_auth::create_key(std::string_view user_id, const key_name& name,
                                   const key_options& options) {
  key_row row{.id = name.id(),
              .user_id = std::string{user_id},
              .hashed_password = {},
              .primary = false,
              .expires = {}};
  if (options.expires_in) {
    if (!state_->store->has_key_expiry())
      throw error{errc::unsupported, "keys of layout " + std::string{scheme().name} + " have no expiry"};
    row.expires = now() + *options.expires_in;
  }
  if (options.password) {
    if (!state_->passwords->acceptable(*options.password)) return errc::invalid_password;
    row.hashed_password = state_->passwords->hash(*options.password);
  }
  switch (state_->store->insert_key(row)) {
    case insertion::done:
      return to_key(row);
    case insertion::no_user:
      return errc::invalid_user_id;
    case insertion::duplicate:
      return errc::duplicate_key_id;
    default:
      return errc::conflict;
  }
}

std::optional<key> basic_auth::find_key(const key_name& name) {
  const auto row = find_row(*state_->store, name);
  if (!row) return std::nullopt;
  return to_key(*row);
}

std::vector<key> basic_auth::list_keys(std::string_view user_id) {
  std::vector<key> keys;
  for (const auto& row : state_->store->list_keys(user_id)) keys.push_back(to_key(row));
  return keys;
}

result<used_key> basic_auth::use_key(const key_name& name, std::optional<std::string_view> password) {
  const auto& hasher = *state_->passwords;
  auto row = find_row(*state_->store, name);
  if (!row || row->hashed_password.has_value() != password.has_value()) {
    if (password) hasher.refuse(*password);
    return row ? errc::invalid_password : errc::invalid_key_id;
  }
  bool needs_rehash = false;
  if (password) {
    const auto verdict = hasher.verify(*row->hashed_password, *password);
    if (!verdict.valid) return errc::invalid_password;
    needs_rehash = verdict.needs_rehash;
  }
  if (row->expires) {
    // A key for one use: whoever deletes the row has used it.
    const bool in_time = now() <= *row->expires;
    const bool won = state_->store->erase_key(row->id);
    if (!in_time) return errc::expired_key;
    if (!won) return errc::invalid_key_id;
  } else if (needs_rehash && scheme().rehashes) {
    // Only over the hash that was verified: a password changed in the meantime stays changed.
    auto stronger = hasher.hash(*password);
    if (state_->store->replace_key_password(row->id, *row->hashed_password, stronger)) {
      row->hashed_password = std::move(stronger);
    } else {
      // Another sign-in made it stronger first, or the password was changed: the hash of today says which.
      row = find_row(*state_->store, name);
      if (!row) return errc::invalid_key_id;
      if (!row->hashed_password || !hasher.verify(*row->hashed_password, *password).valid)
        return errc::invalid_password;
    }
  }
  return used_key{to_key(*row), std::move(row->hashed_password)};
}

bool basic_auth::still_opens(const used_key& by) {
  if (by.expires) return true;  // It was for one use, and whoever deleted it was told so.
  const auto row = find_row(*state_->store, {by.provider, by.provider_user_id});
  return row && row->user_id == by.user_id && row->hashed_password == by.hash_;
}

result<key> basic_auth::set_key_password(const key_name& name, std::optional<std::string_view> password) {
  const auto id = name.id();
  std::optional<std::string> hash;
  if (password) {
    if (!state_->passwords->acceptable(*password)) return errc::invalid_password;
    hash = state_->passwords->hash(*password);
  }
  auto row = find_row(*state_->store, name);
  if (!row || !state_->store->set_key_password(id, hash)) return errc::invalid_key_id;
  row->hashed_password = std::move(hash);
  return to_key(*row);
}

result<used_key> basic_auth::set_key_password(const used_key& by, std::string_view password) {
  if (!by.hash_) throw error{errc::invalid_argument, "the key was opened without a password"};
  if (!state_->passwords->acceptable(password)) return errc::invalid_password;
  auto hash = state_->passwords->hash(password);
  const auto id = key_name{by.provider, by.provider_user_id}.id();
  if (!state_->store->replace_key_password(id, *by.hash_, hash)) return errc::invalid_key_id;
  return used_key{by, std::move(hash)};
}

result<key> basic_auth::delete_key(const key_name& name) {
  const auto row = find_row(*state_->store, name);
  if (!row) return errc::invalid_key_id;
  if (row->primary) return errc::primary_key;
  if (!state_->store->erase_key(row->id)) return errc::invalid_key_id;
  return to_key(*row);
}

}  // namespace cardea
