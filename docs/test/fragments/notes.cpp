// SPDX-License-Identifier: MIT
// A small application for notes: what the fragments of the pages take for granted.
#include <cardea/auth.hpp>
#include <cardea/bearer.hpp>
#include <cardea/origin.hpp>
#include <cardea/sqlite/store.hpp>

#include <iostream>

using namespace std::chrono_literals;

struct user_attributes {
  std::string username;
  std::optional<std::string> email{};
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username, email))

struct session_attributes {
  std::string device;
};
BOOST_DESCRIBE_STRUCT(session_attributes, (), (device))

int main() {
  cardea::sqlite::pool pool{"notes.db"};
  cardea::auth<user_attributes, session_attributes> auth{
      cardea::sqlite::store{pool, cardea::layouts::cardea()}};
  auth.migrate();
  auto ada = *auth.create_user({.username = "ada"}, {"username", "ada"}, "correct horse battery staple");
  auto session = *auth.create_session(ada.id, {.device = "Firefox on Linux"});
  auto header = "theme=dark; __Host-auth_session=" + session.token;
  auto authorization = "Bearer " + session.token;
  std::string origin = "https://notes.example.com";

  FRAGMENT

  (void)header, (void)authorization, (void)origin;
}
