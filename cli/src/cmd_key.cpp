// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "input.hpp"
#include "json.hpp"
#include "open_store.hpp"

#include <boost/json/array.hpp>

namespace cardea::cli {
namespace {

struct arguments {
  std::string user;
  std::string key;
  bool password_stdin = false;
  std::string expires_in;
};

std::optional<std::string> password_of(const arguments& given) {
  if (!given.password_stdin) return std::nullopt;
  return read_standard_input();
}

status answer(const program& p, const key& key) {
  p.out.answer({{"key", to_json(key, p.options)}}, for_people(key) + "\n");
  return yes;
}

status create(program& p, const arguments& given) {
  const auto name = read_key_name(given.key);
  std::optional<duration> expires_in;
  if (!given.expires_in.empty()) {
    expires_in = parse_duration(given.expires_in);
    if (!expires_in || *expires_in <= duration::zero())
      throw error{errc::invalid_argument, "--expires-in: a time is wanted, such as 2h, 10m or 30s"};
  }
  auto auth = open_auth(p.options);
  const auto password = password_of(given);
  return answer(p,
                require(auth.create_key(given.user, name, {.password = password, .expires_in = expires_in})));
}

status list(program& p, const arguments& given) {
  auto auth = open_auth(p.options);
  const auto keys = auth.list_keys(given.user);
  if (keys.empty()) require_user(auth, given.user);
  boost::json::array all;
  std::string human;
  for (const auto& key : keys) {
    all.push_back(to_json(key, p.options));
    human += for_people(key) + "\n";
  }
  p.out.answer({{"keys", std::move(all)}}, human);
  return yes;
}

status verify(program& p, const arguments& given) {
  const auto name = read_key_name(given.key);
  auto auth = open_auth(p.options);
  const auto password = password_of(given);
  const auto outcome = auth.use_key(name, password);
  if (!outcome && outcome.error() == errc::invalid_password)
    throw error{errc::invalid_password,
                password ? "the password is not the key's" : "the key has a password"};
  return answer(p, require(outcome));
}

status set_password(program& p, const arguments& given) {
  const auto name = read_key_name(given.key);
  auto auth = open_auth(p.options);
  const auto password = password_of(given);
  return answer(p, require(auth.set_key_password(name, password)));
}

status remove(program& p, const arguments& given) {
  const auto name = read_key_name(given.key);
  auto auth = open_auth(p.options);
  const auto outcome = auth.delete_key(name);
  if (!outcome && outcome.error() != errc::invalid_key_id) refuse(outcome.error());
  return answer_deleted(p, outcome ? 1 : 0, true, "key");
}

}  // namespace

void add_key(command root) {
  const auto group = root.add_group("key", "Keys, the ways in: create, list, verify, set-password, delete.");
  if (!group.is_mentioned()) return;
  const auto add = [&](const char* name, const char* sentence, const char* example, bool user, bool key,
                       bool password, auto run) {
    auto given = std::make_shared<arguments>();
    const auto app = group.add(name, sentence, example);
    if (user) app.add_option("USER", given->user, "the user's id").required();
    if (key)
      app.add_option("PROVIDER:ID", given->key, "such as username:ada; the id may hold colons").required();
    if (password)
      app.add_flag("--password-stdin", given->password_stdin, "the password is on standard input");
    if (run == create)
      app.add_option("--expires-in", given->expires_in, "a key for one use, within this time (lucia-v1)")
          .type_name("TIME");
    app.set_run(std::move(given), run);
  };
  using function = status (*)(program&, const arguments&);
  add("create", "Give a user another key; without a password it opens without one, as for OAuth.",
      "cardea key create 7f3k2m9x0q1w8zeh github:1815", true, true, true, function{create});
  add("list", "Show a user's keys.", "cardea key list 7f3k2m9x0q1w8zeh", true, false, false, function{list});
  add("verify",
      "Sign in: exit 0 if the key exists and the password is its own. A key for one use is used up.",
      "cardea key verify username:ada --password-stdin < password", false, true, true, function{verify});
  add("set-password", "Set a key's password; without --password-stdin it has none from now on.",
      "cardea key set-password username:ada --password-stdin < password", false, true, true,
      function{set_password});
  add("delete", "Delete a key. A primary key (lucia-v0, lucia-v1) goes only with its user.",
      "cardea key delete github:1815", false, true, false, function{remove});
}

}  // namespace cardea::cli
