// SPDX-License-Identifier: MIT
#include <cardea/auth.hpp>

struct account {
  std::string username;
};
#ifdef MISUSE
BOOST_DESCRIBE_STRUCT(account, (), (usrname))
#else
BOOST_DESCRIBE_STRUCT(account, (), (username))
#endif

void misuse(std::unique_ptr<cardea::store> store) { cardea::auth<account> auth{std::move(store)}; }
