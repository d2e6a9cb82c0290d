// SPDX-License-Identifier: MIT
#include <cardea/auth.hpp>

struct account {
#ifdef MISUSE
  explicit account(int) {}
#endif
  std::string username;
};
BOOST_DESCRIBE_STRUCT(account, (), (username))

void misuse(std::unique_ptr<cardea::store> store) { cardea::auth<account> auth{std::move(store)}; }
