// SPDX-License-Identifier: MIT
#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>

#include <iostream>

struct user_attributes {
  std::string username;
  std::optional<std::string> email{};
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username, email))

int main() {
  cardea::sqlite::pool pool{"app.db"};
  cardea::auth<user_attributes> auth{cardea::sqlite::store{pool, cardea::layouts::cardea()}};
  auth.migrate();

  auto user = auth.create_user({.username = "ada"}, {"username", "ada"}, "correct horse battery staple");
  if (!user) return std::cerr << "no: " << to_string(user.error()) << '\n', 1;

  auto key = auth.use_key({"username", "ada"}, "correct horse battery staple");
  auto session = auth.create_session(*key);
  std::cout << "Set-Cookie: " << auth.session_cookie(*session).serialize() << '\n';

  if (auto who = auth.validate(session->token))
    std::cout << "hello " << who->user.attributes.username << '\n';
}
