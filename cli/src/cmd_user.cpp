// SPDX-License-Identifier: MIT
#include "attributes.hpp"
#include "command.hpp"
#include "input.hpp"
#include "json.hpp"
#include "open_store.hpp"

#include <boost/json/array.hpp>

namespace cardea::cli {
namespace {

struct arguments {
  std::string id;
  std::vector<std::string> attr;
  std::vector<std::string> null;
  std::string key;
  bool password_stdin = false;
};

void answer(const program& p, const user_row& user, const std::optional<key>& key, const std::string& human) {
  p.out.answer({{"user", to_json(user, p.options)},
                {"key", key ? boost::json::value(to_json(*key, p.options)) : boost::json::value()}},
               human + "\n");
}

status create(program& p, const arguments& given) {
  if (given.password_stdin && given.key.empty())
    throw error{errc::invalid_argument, "--password-stdin: a password belongs to a key: --key PROVIDER:ID"};
  auto attributes = read_record(p.options.user_attributes, given.attr);
  std::optional<key_name> name;
  if (!given.key.empty()) name = read_key_name(given.key);
  auto auth = open_auth(p.options);
  std::optional<std::string> password;
  if (given.password_stdin) password = read_standard_input();
  const auto user = require(auth.create_user(std::move(attributes), name, password, given.id));
  std::optional<key> made;
  if (name)
    made = key{.provider = std::string{name->provider},
               .provider_user_id = std::string{name->provider_user_id},
               .user_id = user.id,
               .password_defined = password.has_value(),
               .primary = auth.scheme().has_primary_keys,
               .expires = {}};
  answer(p, user, made, printable(user.id));
  if (made) p.out.remark("with the key " + for_people(*made));
  return yes;
}

status get(program& p, const arguments& given) {
  auto auth = open_auth(p.options);
  const auto user = auth.find_user(given.id);
  if (!user) refuse(errc::invalid_user_id);
  answer(p, *user, {}, for_people(*user, p.options));
  return yes;
}

status list(program& p, const arguments&) {
  constexpr std::size_t page = 500;
  auto auth = open_auth(p.options);
  boost::json::array all;
  std::string human;
  std::string after;
  while (true) {
    const auto some = auth.list_users(after, page);
    for (const auto& user : some) {
      if (p.out.json())
        all.push_back(to_json(user, p.options));
      else
        human += for_people(user, p.options) + "\n";
    }
    if (some.size() < page) break;
    after = some.back().id;
  }
  p.out.answer({{"users", std::move(all)}}, human);
  return yes;
}

status update(program& p, const arguments& given) {
  const auto changes = read_values(p.options.user_attributes, given.attr, given.null);
  if (changes.empty()) throw error{errc::invalid_argument, "nothing is to be changed: give --attr or --null"};
  auto auth = open_auth(p.options);
  const auto user = require(auth.update_user(given.id, changes));
  answer(p, user, {}, for_people(user, p.options));
  return yes;
}

status remove(program& p, const arguments& given) {
  auto auth = open_auth(p.options);
  return answer_deleted(p, auth.delete_user(given.id) ? 1 : 0, true, "user");
}

}  // namespace

void add_user(command root) {
  const auto group = root.add_group("user", "Users: create, get, list, update, delete.");
  if (!group.is_mentioned()) return;
  const auto attributes = [](command app, arguments& given) {
    app.add_option("--attr", given.attr, "name=value; an empty value is NULL where the column is no string")
        .type_name("NAME=VALUE");
  };
  const auto id = [](command app, arguments& given) {
    app.add_option("ID", given.id, "the user").required();
  };

  auto given = std::make_shared<arguments>();
  auto app =
      group.add("create", "Make a user, with a key in the same transaction if one is given; prints the id.",
                "cardea user create --attr username=ada --key username:ada --password-stdin < password");
  app.add_option("--id", given->id, "an id of your own").type_name("ID");
  attributes(app, *given);
  app.add_option("--key", given->key, "a way in, such as username:ada or github:1815")
      .type_name("PROVIDER:ID");
  app.add_flag("--password-stdin", given->password_stdin, "the key's password is on standard input");
  app.set_run(given, create);

  given = std::make_shared<arguments>();
  app = group.add("get", "Show one user.", "cardea user get 7f3k2m9x0q1w8zeh");
  id(app, *given);
  app.set_run(given, get);

  app = group.add("list", "Show every user, in the order of ids.", "cardea user list");
  app.set_run(std::make_shared<arguments>(), list);

  given = std::make_shared<arguments>();
  app = group.add("update", "Change attributes; those that are not named stay.",
                  "cardea user update 7f3k2m9x0q1w8zeh --attr username=lovelace --null email");
  id(app, *given);
  attributes(app, *given);
  app.add_option("--null", given->null, "an attribute that becomes NULL").type_name("NAME");
  app.set_run(given, update);

  given = std::make_shared<arguments>();
  app =
      group.add("delete", "Delete a user with every key and session.", "cardea user delete 7f3k2m9x0q1w8zeh");
  id(app, *given);
  app.set_run(given, remove);
}

}  // namespace cardea::cli
