// SPDX-License-Identifier: MIT
#include <cardea/auth.hpp>

struct account {
  std::string username;
};
BOOST_DESCRIBE_STRUCT(account, (), (username))
struct order {
  std::string item;
};

#ifdef MISUSE
void misuse(cardea::auth<account>& auth) { (void)auth.update_user("id", cardea::set(&order::item, "book")); }
#else
void misuse(cardea::auth<account>& auth) {
  (void)auth.update_user("id", cardea::set(&account::username, "ada"));
}
#endif
