// SPDX-License-Identifier: MIT
// Somebody who can sign in, and what a browser posts.
#include <cardea/http/client.hpp>
#include <cardea/http/form.hpp>
#include <cardea/http/guard.hpp>
#include <cardea/http/return_path.hpp>
#include <cardea/sqlite/store.hpp>

#include <iostream>

namespace http = cardea::http;

struct user_attributes {
  std::string username;
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username))

const http::field posted_fields[] = {{"Content-Type", "application/x-www-form-urlencoded"},
                                     {"Sec-Fetch-Site", "same-origin"}};

http::request posted(std::string_view body) {
  return {.method = "POST", .target = "/sign-in", .fields = posted_fields, .body = body};
}

int main() {
  cardea::auth<user_attributes> auth{
      cardea::sqlite::store{cardea::sqlite::pool{"notes.db"}, cardea::layouts::cardea()}};
  auth.migrate();
  auto ada = *auth.create_user({.username = "ada"}, {"username", "ada"}, "correct horse battery staple");
  http::guard guard{auth};

  FRAGMENT

  (void)posted, (void)guard, (void)ada;
}
