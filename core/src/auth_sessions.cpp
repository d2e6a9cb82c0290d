// SPDX-License-Identifier: MIT
#include "auth_state.hpp"

#include <algorithm>
#include <utility>

namespace cardea {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t longest_token = 512;
constexpr std::int64_t sweep_slice = 1000;

bool is_visible(std::string_view token) noexcept {
  return !token.empty() && token.size() <= longest_token &&
         std::ranges::all_of(token, [](unsigned char c) { return c > 0x20 && c < 0x7f; });
}

/// Whether it could be a token of these rules. What is not never reaches the database.
bool is_plausible(std::string_view token, const scheme& rules) noexcept {
  if (rules.session_id_length_is_fixed && token.size() != rules.session_id.length) return false;
  return is_visible(token);
}

void require_session_id(std::string_view id, const scheme& rules) {
  if (!is_plausible(id, rules) || id.size() > 255 ||
      (rules.token == token_kind::id_and_secret && id.find('.') != std::string_view::npos))
    throw error{errc::invalid_argument,
                rules.session_id_length_is_fixed ? "a session id must be 40 visible ASCII characters"
                : rules.token == token_kind::id_and_secret
                    ? "a session id must be 1 to 255 visible ASCII characters without a dot"
                    : "a session id must be 1 to 255 visible ASCII characters"};
}

std::string_view id_in(std::string_view token_or_id, const scheme& rules) noexcept {
  return rules.token == token_kind::id_and_secret ? token_or_id.substr(0, token_or_id.find('.'))
                                                  : token_or_id;
}

void to_session(session_row&& row, timestamp now, bool fresh, expiry_rule rule, const session_policy& policy,
                basic_session& session) {
  session.id = std::move(row.id);
  session.user_id = std::move(row.user_id);
  session.expires_at = end_of(row.times, rule, policy);
  session.times = row.times;
  session.fresh = fresh;
  const bool has_idle_period = rule == expiry_rule::new_row || rule == expiry_rule::same_row;
  session.active = !has_idle_period || now <= row.times.active_expires;
  session.attributes = std::move(row.attributes);
}

basic_session to_session(session_row&& row, timestamp now, bool fresh, expiry_rule rule,
                         const session_policy& policy) {
  basic_session session;
  to_session(std::move(row), now, fresh, rule, policy, session);
  return session;
}

bool lies_in(std::string_view part, std::string_view whole) noexcept {
  return std::greater_equal<>{}(part.data(), whole.data()) &&
         std::less<>{}(part.data(), whole.data() + whole.size());
}

/// A row with the room of a validation that is over.
session_with_user row_in(basic_validation& old) noexcept {
  session_with_user row;
  row.session.id = std::move(old.session.id);
  row.session.user_id = std::move(old.session.user_id);
  row.session.attributes = std::move(old.session.attributes);
  row.user.emplace(std::move(old.user));
  return row;
}

}  // namespace

/// What a client holds out, before anybody asks whether it is valid. Views into the token.
struct basic_auth::shown_token {
  std::string_view token;
  std::string_view id;
  std::optional<sha256_hash> secret_hash;  ///< where the token is an id and a secret

  /// Absent: no token can look like that, and the database is not asked.
  static std::optional<shown_token> read(std::string_view token, const cardea::scheme& rules) noexcept {
    if (rules.token != token_kind::id_and_secret)
      return is_plausible(token, rules) ? std::optional{shown_token{token, token, {}}} : std::nullopt;
    if (token.size() > longest_token) return std::nullopt;
    const auto split = split_token::parse(token);
    return split ? std::optional{shown_token{token, split->id, split->secret_hash}} : std::nullopt;
  }
};

session_policy session_policy::for_scheme(const scheme& rules) const {
  constexpr duration longest = 24h * 36525;
  for (const auto period : {expires_in, active_period, idle_period})
    if (period < duration::zero() || period > longest)
      throw error{errc::invalid_argument, "a session's periods lie between 0 and 100 years"};
  auto policy = *this;
  const auto fill = [](duration& period, duration standard) {
    if (period == duration::zero()) period = standard;
  };
  fill(policy.expires_in, 24h * 30);
  fill(policy.active_period, 24h);
  fill(policy.idle_period, rules.expiry == expiry_rule::last_verified ? 24h * 10 : 24h * 14);
  return policy;
}

result<basic_creation> basic_auth::create_session(std::string_view user_id, record attributes,
                                                  std::string_view id) {
  const auto& rules = scheme();
  require_record(attributes, state_->session_columns);
  if (!id.empty()) require_session_id(id, rules);
  const auto now = this->now();
  session_row row{.id = std::string{id},
                  .user_id = std::string{user_id},
                  .times = begin_session(now, rules.expiry, state_->policy),
                  .secret_hash = {},
                  .attributes = std::move(attributes)};
  token_secret secret;
  if (rules.token == token_kind::id_and_secret) {
    secret = generate_secret(*state_->random);
    row.secret_hash = secret.hash;
  }
  for (int attempt = 1;; ++attempt) {
    if (id.empty()) row.id = random_id(*state_->random, rules.session_id);
    const auto outcome = state_->store->insert_session(row);
    if (outcome == insertion::done) break;
    if (outcome == insertion::no_user) return errc::invalid_user_id;
    if (outcome != insertion::duplicate) return errc::conflict;
    if (!id.empty() || attempt == id_attempts) return errc::duplicate_session_id;
  }
  if (has_defaults(row.attributes)) {
    auto stored = state_->store->find_session(row.id);
    if (!stored) return errc::invalid_session_id;
    row.attributes = std::move(stored->session.attributes);
  }
  auto token = rules.token == token_kind::id_and_secret ? row.id + '.' + secret.text : row.id;
  return basic_creation{to_session(std::move(row), now, true, rules.expiry, state_->policy),
                        std::move(token)};
}

result<basic_creation> basic_auth::create_session(const used_key& by, record attributes) {
  auto made = create_session(by.user_id, std::move(attributes));
  if (!made || still_opens(by)) return made;
  state_->store->erase_session(made->session.id);
  return errc::invalid_key_id;
}

std::optional<basic_validation> basic_auth::validate(std::string_view token) {
  std::optional<basic_validation> made{std::in_place};
  if (!validate(token, *made)) made.reset();
  return made;
}

bool basic_auth::validate(std::string_view token, basic_validation& into) {
  // The room of that id is given away before the look-up.
  if (lies_in(token, into.session.id)) return validate(std::string{token}, into);
  const auto shown = shown_token::read(token, scheme());
  if (!shown) return false;
  auto found = row_in(into);
  return state_->store->find_session_into(shown->id, found) && admit(*shown, found, into);
}

std::vector<std::optional<basic_validation>> basic_auth::validate(std::span<const std::string_view> tokens) {
  std::vector<std::optional<basic_validation>> all(tokens.size());
  std::vector<shown_token> shown;
  std::vector<std::size_t> places;
  std::vector<std::string_view> ids;
  shown.reserve(tokens.size());
  places.reserve(tokens.size());
  ids.reserve(tokens.size());
  for (std::size_t place = 0; place < tokens.size(); ++place) {
    auto one = shown_token::read(tokens[place], scheme());
    if (!one) continue;
    ids.push_back(one->id);
    shown.push_back(*one);
    places.push_back(place);
  }
  if (ids.empty()) return all;
  auto found = state_->store->find_sessions(ids);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto& one = all[places[i]];
    if (found[i] && !admit(shown[i], *found[i], one.emplace())) one.reset();
  }
  return all;
}

bool basic_auth::admit(const shown_token& shown, session_with_user& found, basic_validation& into) {
  // Of exactly this id: a collation that ignores case may have found another.
  auto& row = found.session;
  if (row.id != shown.id) return false;
  if (shown.secret_hash && !equal_in_constant_time(*shown.secret_hash, row.secret_hash)) return false;

  const auto& rules = scheme();
  auto& store = *state_->store;
  const auto now = this->now();
  const auto verdict = found.user ? state_->judge(row.times, now) : verdict::expired;
  if (verdict == verdict::expired) {
    // Lucia 2 leaves the row to a sweep; all others delete it.
    if (rules.expiry != expiry_rule::same_row) store.erase_session(shown.id);
    return false;
  }
  if (verdict == verdict::renew) {
    const auto left = end_of(row.times, rules.expiry, state_->policy) - now;
    row.times = renew_session(row.times, now, rules.expiry, state_->policy);
    if (rules.expiry == expiry_rule::new_row) {
      auto outcome = insertion::duplicate;
      for (int attempt = 0; attempt < id_attempts && outcome == insertion::duplicate; ++attempt) {
        row.id = random_id(*state_->random, rules.session_id);
        outcome = store.insert_successor(row, shown.id);
      }
      if (outcome != insertion::done) return false;
    } else if (!store.set_session_times_within(shown.id, row.times, left)) {
      return false;  // Revoked between the look-up and the renewal: it stays revoked.
    }
  }
  const bool fresh = verdict == verdict::renew;
  into.token = fresh && rules.expiry == expiry_rule::new_row ? std::string_view{row.id} : shown.token;
  into.user = *std::move(found.user);
  to_session(std::move(row), now, fresh, rules.expiry, state_->policy, into.session);
  return true;
}

std::vector<basic_session> basic_auth::list_sessions(std::string_view user_id) {
  const auto now = this->now();
  std::vector<basic_session> sessions;
  for (auto& row : state_->store->list_sessions(user_id)) {
    if (state_->judge(row.times, now) == verdict::expired) continue;
    sessions.push_back(to_session(std::move(row), now, false, scheme().expiry, state_->policy));
  }
  return sessions;
}

result<basic_session> basic_auth::update_session(std::string_view id, std::span<const assignment> changes) {
  require_assignments(changes, state_->session_columns);
  switch (state_->store->update_session(id, changes)) {
    case insertion::done:
      break;
    case insertion::no_session:
      return errc::invalid_session_id;
    default:
      return errc::conflict;
  }
  auto found = state_->store->find_session(id);
  if (!found) return errc::invalid_session_id;
  return to_session(std::move(found->session), now(), false, scheme().expiry, state_->policy);
}

bool basic_auth::revoke(std::string_view token_or_id) {
  const auto id = id_in(token_or_id, scheme());
  return !id.empty() && id.size() <= longest_token && state_->store->erase_session(id);
}

std::int64_t basic_auth::revoke_all(std::string_view user_id) {
  return state_->store->erase_sessions(user_id);
}

std::int64_t basic_auth::prune(std::int64_t limit) {
  const auto bounds = expired_before(now(), scheme().expiry, state_->policy);
  std::int64_t total = 0;
  while (total < limit) {
    const auto slice = std::min(sweep_slice, limit - total);
    const auto deleted = state_->store->erase_expired(bounds, slice);
    total += deleted;
    if (deleted < slice) break;
  }
  return total;
}

cookie basic_auth::session_cookie(std::string_view token, const session_state& session) const {
  const auto& options = state_->cookie;
  auto result = blank_session_cookie();
  result.value = std::string{token};
  result.raw = scheme().raw_cookie;
  if (scheme().cookie_style == cookie_style::lucia_v1) {
    result.expires = options.expires ? session.times.expires : now() + 24h * 365;
    return result;
  }
  auto lifetime = options.expires ? state_->policy.expires_in : duration{24h * 400};
  if (options.expires && scheme().expiry == expiry_rule::last_verified)
    lifetime = std::max(session.expires_at - now(), duration::zero());
  result.max_age = std::chrono::ceil<std::chrono::seconds>(lifetime);
  return result;
}

cookie basic_auth::blank_session_cookie() const {
  const auto& options = state_->cookie;
  cookie result{.name = options.name,
                .value = {},
                .domain = options.domain,
                .path = options.path,
                .expires = {},
                .max_age = {},
                .same_site = options.same_site,
                .secure = options.secure,
                .http_only = options.http_only,
                .style = scheme().cookie_style};
  if (result.style == cookie_style::lucia_v1) {
    result.expires = timestamp{};
  } else {
    result.max_age = std::chrono::seconds{0};
  }
  return result;
}

std::optional<std::string> basic_auth::read_session_cookie(std::string_view header) const {
  auto token = find_cookie(header, state_->cookie.name);
  if (!token || !is_visible(*token)) return std::nullopt;
  return token;
}

}  // namespace cardea
