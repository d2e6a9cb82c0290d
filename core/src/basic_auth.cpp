// SPDX-License-Identifier: MIT
#include "auth_state.hpp"

#include <cardea/unicode.hpp>

#include <utility>

namespace cardea {
namespace {

std::shared_ptr<password_hasher> hasher_for(const scheme& rules, random_source& random) {
  return std::make_shared<standard_password_hasher>(default_password_policy(rules), random);
}

void require_value(const value& given, const column& column) {
  if (std::holds_alternative<null_value>(given) && !column.nullable)
    throw error{errc::invalid_argument, "attribute \"" + column.name + "\" may not be null"};
  const auto* text = std::get_if<std::string>(&given);
  if (text && (text->find('\0') != std::string::npos || !is_utf8(*text)))
    throw error{errc::invalid_argument, "attribute \"" + column.name + "\" is not UTF-8 text without NUL"};
}

}  // namespace

void require_record(const record& values, const columns& declared) {
  if (values.size() != declared.size())
    throw error{errc::invalid_argument, "a record has " + std::to_string(values.size()) + " values for " +
                                            std::to_string(declared.size()) + " attributes"};
  for (std::size_t i = 0; i < values.size(); ++i) require_value(values[i], declared[i]);
}

void require_assignments(std::span<const assignment> changes, const columns& declared) {
  if (changes.empty()) throw error{errc::invalid_argument, "there is nothing to change"};
  for (const auto& [position, given] : changes) {
    if (position >= declared.size()) throw error{errc::invalid_argument, "there is no such attribute"};
    require_value(given, declared[position]);
  }
}

void require_id(std::string_view id, std::string_view what) {
  if (id.empty() || id.size() > 255 || id.find('\0') != std::string_view::npos || !is_utf8(id))
    throw error{errc::invalid_argument, std::string{what} + " must be 1 to 255 bytes of UTF-8 without NUL"};
}

bool has_defaults(const record& values) noexcept {
  for (const auto& v : values)
    if (std::holds_alternative<default_value>(v)) return true;
  return false;
}

basic_auth::basic_auth(std::unique_ptr<cardea::store> store, const columns& user_attributes,
                       const columns& session_attributes, auth_options options) {
  if (!store) throw error{errc::invalid_argument, "an auth needs a store"};
  const auto& rules = store->scheme();
  if (!session_attributes.empty() && !rules.has_session_attributes)
    throw error{errc::unsupported, "sessions of " + std::string{rules.name} + " have no attributes"};
  auto& random = options.random ? *options.random : system_random();
  auto cookie = options.cookie.for_scheme(rules);
  store->prepare(user_attributes, session_attributes);
  state_ = std::make_unique<state>(
      state{.store = std::move(store),
            .user_columns = user_attributes,
            .session_columns = session_attributes,
            .policy = options.session.for_scheme(rules),
            .cookie = std::move(cookie),
            .passwords = options.passwords ? std::move(options.passwords) : hasher_for(rules, random),
            .clock = options.clock ? options.clock : &system_time(),
            .random = &random});
}

basic_auth::~basic_auth() = default;
basic_auth::basic_auth(basic_auth&&) noexcept = default;
basic_auth& basic_auth::operator=(basic_auth&&) noexcept = default;

void basic_auth::check() {
  std::string message;
  for (const auto& found : state_->store->check()) {
    if (found.severity != severity::error) continue;
    if (!message.empty()) message += "; ";
    message += found.message;
  }
  if (!message.empty()) throw error{errc::schema_mismatch, message};
}

std::vector<std::string> basic_auth::migrate(migrate_options options) {
  if (!options.now) options.now = now();
  return state_->store->migrate(true, options);
}

const scheme& basic_auth::scheme() const noexcept { return state_->rules(); }
const session_policy& basic_auth::policy() const noexcept { return state_->policy; }
const cookie_options& basic_auth::cookie_settings() const noexcept { return state_->cookie; }
const columns& basic_auth::user_attributes() const noexcept { return state_->user_columns; }
const columns& basic_auth::session_attributes() const noexcept { return state_->session_columns; }
store& basic_auth::store() noexcept { return *state_->store; }
const password_hasher& basic_auth::passwords() const noexcept { return *state_->passwords; }
timestamp basic_auth::now() const { return state_->clock->now(); }

result<user_row> basic_auth::create_user(record attributes, const std::optional<key_name>& name,
                                         std::optional<std::string_view> password, std::string_view id) {
  require_record(attributes, state_->user_columns);
  if (!id.empty()) require_id(id, "a user id");
  key_row key;
  if (name) {
    if (!state_->store->has_keys())
      throw error{errc::unsupported, "layout " + std::string{scheme().name} + " has no key table"};
    key = {.id = name->id(),
           .user_id = {},
           .hashed_password = {},
           .primary = scheme().has_primary_keys,
           .expires = {}};
    if (password) {
      if (!state_->passwords->acceptable(*password)) return errc::invalid_password;
      key.hashed_password = state_->passwords->hash(*password);
    }
  }
  user_row user{.id = std::string{id}, .attributes = std::move(attributes)};
  for (int attempt = 1;; ++attempt) {
    if (id.empty()) user.id = random_id(*state_->random, scheme().user_id);
    key.user_id = user.id;
    const auto outcome = state_->store->insert_user(user, name ? &key : nullptr);
    switch (outcome) {
      case insertion::done:
        if (!has_defaults(user.attributes)) return user;
        if (auto stored = find_user(user.id)) return *std::move(stored);
        return errc::invalid_user_id;
      case insertion::duplicate:
        if (!id.empty() || attempt == id_attempts) return errc::duplicate_user_id;
        break;
      default:
        // Read back as where it was new, so that the time does not tell a name that is taken (T4).
        if (has_defaults(user.attributes)) (void)find_user(user.id);
        return outcome == insertion::duplicate_key ? errc::duplicate_key_id : errc::conflict;
    }
  }
}

std::optional<user_row> basic_auth::find_user(std::string_view id) {
  auto user = state_->store->find_user(id);
  if (user && user->id != id) return std::nullopt;
  return user;
}

std::vector<user_row> basic_auth::list_users(std::string_view after, std::size_t limit) {
  return state_->store->list_users(after, limit);
}

result<user_row> basic_auth::update_user(std::string_view id, std::span<const assignment> changes) {
  require_assignments(changes, state_->user_columns);
  switch (state_->store->update_user(id, changes)) {
    case insertion::done:
      break;
    case insertion::no_user:
      return errc::invalid_user_id;
    default:
      return errc::conflict;
  }
  if (auto user = find_user(id)) return *std::move(user);
  return errc::invalid_user_id;
}

bool basic_auth::delete_user(std::string_view id) { return state_->store->erase_user(id); }

}  // namespace cardea
