// SPDX-License-Identifier: MIT
#include <cardea/auth.hpp>

struct account {
#ifdef MISUSE
  std::vector<int> roles;
#else
  std::string roles;
#endif
};
BOOST_DESCRIBE_STRUCT(account, (), (roles))

void misuse(std::unique_ptr<cardea::store> store) { cardea::auth<account> auth{std::move(store)}; }
