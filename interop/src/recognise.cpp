// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/found.hpp>

#include <algorithm>
#include <functional>
#include <string_view>

#include "look_up.hpp"

namespace cardea::interop {
namespace {

[[noreturn]] void refuse(const std::string& message) { throw error{errc::schema_mismatch, message}; }

const found_table& require_usable(const found_table& one) {
  if (!one.unusable.empty()) refuse(said(one) + " cannot be used: it " + one.unusable);
  return one;
}

/// Ids are text in every generation.
const found_column& require_id(const found_table& in, const found_column* id, const char* what) {
  if (!id) refuse(said(in) + " has no " + what);
  if (id->type != column_type::string)
    refuse(said(in, *id) + " is " + declared(*id) + ": ids are text in Lucia and in Cardea");
  return *id;
}

sql::time_form form_of(const found_table& in, const found_column& column, sql::time_form of_numbers) {
  if (column.times) return *column.times;
  if (column.type == column_type::time) return sql::time_form::native;
  if (column.type == column_type::integer || column.type == column_type::int32 ||
      column.type == column_type::number || column.type == column_type::bytes)
    return of_numbers;
  refuse(said(in, column) + " is " + declared(column) + ": no moments can stand in it");
}

/// The columns by which a table of sessions is known, and the generation that has them.
struct sessions {
  const found_column *active = nullptr, *expires = nullptr, *created = nullptr, *verified = nullptr,
                     *secret = nullptr;
  const scheme* rules = nullptr;  ///< null: the table holds no sessions

  explicit sessions(const found_table& in)
      : active{find(in, {"activeexpires"})},
        created{find(in, {"createdat"})},
        verified{find(in, {"tokenlastverifiedat", "lastverifiedat"})},
        secret{find(in, {"secrethash"})} {
    if (secret && created && verified) {
      rules = &schemes::cardea;
    } else if (active && (expires = find(in, {"idleexpires"}))) {
      rules = &schemes::lucia_v2;
    } else if (user_id_of(in) && id_of(in) && (expires = find(in, {"expiresat"}))) {
      rules = &schemes::lucia_v3;
    }
  }
};

bool is_sessions(const found_table& one) { return sessions{one}.rules != nullptr; }
bool is_keys(const found_table& one) {
  return find(one, {"hashedpassword"}) && user_id_of(one) && id_of(one);
}

bool is_users(const found_table& one) {
  return id_of(one) && is_called(one, {"user", "users", "authuser", "authusers", "account", "accounts"});
}

std::string listed(const std::vector<const found_table*>& all) {
  std::string text;
  for (const auto* one : all) text += (text.empty() ? "\"" : ", \"") + one->name + '"';
  return text;
}

/// How the table for the role can be said.
std::string choice(const found_schema& in, std::string_view role) {
  auto text = in.choice;
  constexpr std::string_view place = "ROLE";
  if (const auto at = text.find(place); at != std::string::npos) text.replace(at, place.size(), role);
  return text;
}

/// The table that was chosen, or the one of that kind; of more than one, the one that bears a usual name.
const found_table* pick(const found_schema& in, const std::string& chosen, const std::string& role,
                        const std::function<bool(const found_table&)>& is_it, names usual) {
  std::vector<const found_table*> all, fit;
  for (const auto& one : in.tables) {
    all.push_back(&one);
    if (!chosen.empty() && (one.name == chosen || one.model == chosen)) return &one;
    if (is_it(one)) fit.push_back(&one);
  }
  if (!chosen.empty())
    refuse("there is no table \"" + chosen + "\" in " + in.origin +
           (all.empty() ? ", which has none" : ", which has " + listed(all)));
  // What the connection sees without naming a schema goes before what it does not.
  const auto is_near = [](const auto* one) { return one->name.find('.') == std::string::npos; };
  if (std::ranges::any_of(fit, is_near)) std::erase_if(fit, std::not_fn(is_near));
  if (fit.size() < 2) return fit.empty() ? nullptr : fit.front();
  std::vector<const found_table*> named;
  std::ranges::copy_if(fit, std::back_inserter(named),
                       [&](const auto* one) { return is_called(*one, usual); });
  if (named.size() == 1) return named.front();
  refuse("in " + in.origin + " more than one table may hold the " + role +
         "s: " + listed(named.empty() ? fit : named) + "; say which: " + choice(in, role));
}

/// Whether the keys are those of the users: they refer to them, or to nothing and stand beside them.
bool are_of(const found_table& keys, const found_table& users) {
  const auto* user_id = user_id_of(keys);
  return user_id && (user_id->references.empty() ? place_of(keys.name) == place_of(users.name)
                                                 : user_id->references == users.name);
}

/// The table that the sessions refer to.
const found_table& users_of(const found_schema& in, const chosen_tables& chosen,
                            const found_column& user_id) {
  if (chosen.user.empty() && !user_id.references.empty()) {
    const auto at = std::ranges::find(in.tables, user_id.references, &found_table::name);
    if (at != in.tables.end()) return *at;
  }
  const auto* found = pick(in, chosen.user, "user", is_users, {"user", "authuser"});
  if (!found)
    refuse("in " + in.origin + " no table holds the users: column \"" + user_id.name +
           "\" refers to none, and none is called user or auth_user; say which: " + choice(in, "user"));
  return *found;
}

/// All columns of a table that have no part in the layout.
class attributes {
 public:
  attributes(recognised& into, const found_table& of) : into_{into}, of_{of} {}

  void leave(const found_column* column) { taken_.push_back(column); }
  /// Takes the rest. `times` is the form of all of them, once one has said it.
  columns take(std::optional<sql::time_form>& times) {
    columns made;
    for (const auto& one : of_.columns) {
      if (std::ranges::find(taken_, &one) != taken_.end()) continue;
      if (!one.type) {
        leave_out(one, "is " + declared(one) + ", which no attribute can have");
        continue;
      }
      if (one.type == column_type::time && one.times) {
        if (!times) times = one.times;
        if (times != one.times) {
          leave_out(one, "holds moments in another form than the attributes before it");
          continue;
        }
      }
      const auto& name = one.field.empty() ? one.name : one.field;
      made.push_back({.name = name,
                      .type = *one.type,
                      .nullable = one.nullable,
                      .renamed = name == one.name ? std::string{} : one.name});
    }
    return made;
  }
  /// Where rows have no attributes at all.
  void leave_all_out(const std::string& why) {
    for (const auto& one : of_.columns)
      if (std::ranges::find(taken_, &one) == taken_.end()) leave_out(one, why);
  }

 private:
  void leave_out(const found_column& one, const std::string& why) {
    const bool is_wanted = !one.nullable && !one.has_default;
    into_.remarks.push_back(said(of_, one) + " was left out: it " + why +
                            (is_wanted ? "; it wants a value, so that new rows will be refused" : ""));
  }

  recognised& into_;
  const found_table& of_;
  std::vector<const found_column*> taken_{};
};

/// Lucia 0.6 to 0.10 called it "primary", 0.11 to 1.8 "primary_key"; later generations have no such column.
const scheme& generation_of(const scheme& by_sessions, const found_column* primary) {
  if (&by_sessions != &schemes::lucia_v2 || !primary) return by_sessions;
  return plain(primary->name) == "primary" ? schemes::lucia_v0 : schemes::lucia_v1;
}

}  // namespace

recognised recognise(const found_schema& in, const chosen_tables& chosen) {
  const auto* held = pick(in, chosen.session, "session", is_sessions,
                          {"session", "sessions", "usersession", "usersessions", "authsession"});
  if (!held)
    refuse("in " + in.origin + " no table holds sessions of Lucia's or of Cardea's: there is none with " +
           "active_expires and idle_expires, with expires_at and a user's id, or with secret_hash");
  const sessions by{require_usable(*held)};
  if (!by.rules)
    refuse(said(*held) + " holds no sessions of Lucia's or of Cardea's: it has neither active_expires and " +
           "idle_expires, nor expires_at and a user's id, nor secret_hash, created_at and "
           "token_last_verified_at");
  const auto& id = require_id(*held, id_of(*held), "primary key of one column");
  const auto& user_id = require_id(*held, user_id_of(*held), "column for the user's id");
  const auto& users = require_usable(users_of(in, chosen, user_id));
  const auto& users_id = require_id(users, id_of(users), "primary key of one column");
  const auto* keys =
      chosen.key == "-"
          ? nullptr
          : pick(in, chosen.key, "key", [&](const auto& one) { return is_keys(one) && are_of(one, users); },
                 {"key", "keys", "userkey", "userkeys", "authkey"});
  if (keys && !is_keys(require_usable(*keys)))
    refuse(said(*keys) + " holds no keys: it has no id, user_id and hashed_password");
  const auto* primary = keys ? find(*keys, {"primary", "primarykey"}) : nullptr;
  const auto& rules = generation_of(*by.rules, primary);

  recognised made{
      .layout = layouts::of(rules), .user_attributes = {}, .session_attributes = {}, .remarks = {}};
  auto& to = made.layout;
  attributes of_users{made, users}, of_sessions{made, *held};
  const auto place = [](std::string& where, attributes& among, const found_column* column) {
    where = column ? column->name : std::string{};
    among.leave(column);
  };
  to.user.name = users.name;
  place(to.user.id, of_users, &users_id);
  to.session.name = held->name;
  place(to.session.id, of_sessions, &id);
  place(to.session.user_id, of_sessions, &user_id);
  const bool is_cardea = &rules == &schemes::cardea, has_two = rules.has_keys && !is_cardea;
  if (has_two) place(to.session.active_expires, of_sessions, by.active);
  if (!is_cardea) place(to.session.expires, of_sessions, by.expires);
  if (is_cardea) {
    place(to.session.created_at, of_sessions, by.created);
    place(to.session.last_verified, of_sessions, by.verified);
    place(to.session.secret_hash, of_sessions, by.secret);
  }
  const auto numbers = has_two ? sql::time_form::milliseconds : sql::time_form::seconds;
  to.times = form_of(*held, is_cardea ? *by.verified : *by.expires, numbers);
  if (keys) {
    to.key.name = keys->name;
    to.key.id = require_id(*keys, id_of(*keys), "primary key of one column").name;
    to.key.user_id = require_id(*keys, user_id_of(*keys), "column for the user's id").name;
    to.key.hashed_password = find(*keys, {"hashedpassword"})->name;
    to.key.primary = rules.has_primary_keys && primary ? primary->name : std::string{};
    const auto* expires = rules.has_single_use_keys ? find(*keys, {"expires"}) : nullptr;
    to.key.expires = expires ? expires->name : std::string{};
  } else {
    to.without_keys = rules.has_keys;
    if (has_two && chosen.key != "-")
      made.remarks.push_back(
          "in " + in.origin +
          " no table holds keys: passwords cannot be verified; say which: " + choice(in, "key"));
  }
  std::optional<sql::time_form> times;
  made.user_attributes = of_users.take(times);
  if (rules.has_session_attributes)
    made.session_attributes = of_sessions.take(times);
  else
    of_sessions.leave_all_out("is an attribute, and sessions of " + std::string{rules.name} + " have none");
  if (times) to.attribute_times = *times;
  to = sql::with_names(to, *in.dialect);
  return made;
}

}  // namespace cardea::interop
