// SPDX-License-Identifier: MIT
#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>

#include <iostream>

namespace {
struct customer {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(customer, (), (name))
}  // namespace

int main() {
  cardea::sqlite::store store{cardea::sqlite::pool{"shop.db"}, cardea::layouts::cardea()};
  store.prepare(cardea::attribute::columns_of<customer>(), {});
  store.migrate(true);

  cardea::auth<customer> auth{std::move(store)};
  auth.check();
  const auto ada = auth.create_user({.name = "ada"}, {"username", "ada"}, "an apple a day, a pear at night");
  const auto session = auth.create_session(ada->id);
  const auto who = auth.validate(session->token);
  if (!who || auth.validate(session->token + "x")) return 1;
  std::cout << "welcome, " << who->user.attributes.name << '\n';
}
