// SPDX-License-Identifier: MIT
// An application before its start: the fragment makes its own auth.
#include <cardea/auth.hpp>
#include <cardea/batched/store.hpp>
#include <cardea/memory/store.hpp>
#include <cardea/sqlite/store.hpp>

#include <sqlite3.h>

#include <iostream>

using namespace std::chrono_literals;

struct user_attributes {
  std::string username;
  std::optional<std::string> email{};
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username, email))

int main() {
  cardea::sqlite::pool pool{"notes.db"};

  FRAGMENT
}
