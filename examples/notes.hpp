// SPDX-License-Identifier: MIT
#pragma once
// Sign-in, who-am-I and sign-out, a request in and a response out: the examples 07 to 09 put the same
// application behind three servers.
#include <cardea/http/application.hpp>
#include <cardea/http/form.hpp>
#include <cardea/http/guard.hpp>
#include <cardea/http/return_path.hpp>
#include <cardea/sqlite/store.hpp>

#include <iostream>

struct user_attributes {
  std::string username;
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username))

class notes final : public cardea::http::application {
  using request = cardea::http::request;
  using response = cardea::http::response;
  using guard = cardea::http::guard<user_attributes>;

 public:
  /// Sessions end that rest for longer than `idle`.
  explicit notes(const std::string& file, cardea::duration idle = {})
      : auth_{cardea::sqlite::store{cardea::sqlite::pool{file}, cardea::layouts::cardea()},
              {.session = {.idle_period = idle}}},
        guard_{auth_, {.origins = {"https://notes.example.com"}}} {
    auth_.migrate();
    if (!auth_.find_key({"username", "ada"}))
      (void)auth_.create_user({.username = "ada"}, {"username", "ada"}, "correct horse battery staple");
  }

  cardea::http::work work_of(const request& incoming) const noexcept override {
    return incoming.path() == "/sign-in" ? cardea::http::work::password : cardea::http::work::database;
  }

  response handle(const request& incoming) override {
    try {
      if (incoming.method == "POST" && incoming.path() == "/sign-in") return sign_in(incoming);
      if (incoming.method == "POST" && incoming.path() == "/sign-out") return sign_out(incoming);
      if (incoming.method == "GET" && incoming.path() == "/me") return me(incoming);
      return cardea::http::problem(404, {}, "Not Found");
    } catch (const cardea::error& broken) {
      std::cerr << broken.what() << '\n';
      return cardea::http::failed(broken);
    }
  }

 private:
  response me(const request& incoming) {
    return guard_.require(incoming, [](const guard::identity& who) {
      response out;
      out.set("Content-Type", "text/plain; charset=utf-8");
      out.body = who.user.attributes.username + "\n";
      return out;
    });
  }

  response sign_in(const request& incoming) {
    return guard_.answer(incoming, [&](const std::optional<guard::identity>& found) {
      const auto form = cardea::http::form::of(incoming);
      if (!form) return cardea::http::problem(400, {}, "Bad Request", "This is no form.");
      const auto key = auth_.use_key({"username", form->only("identifier").value_or("")},
                                     form->only("password").value_or(""));
      if (!key) return cardea::http::problem(401, {}, "Unauthorized", "Name or password are wrong.");
      if (found) auth_.revoke(found->session.id);
      auto out = to(cardea::http::safe_return_path(form->only("return").value_or("")).value_or("/me"));
      guard_.sign_in(out, auth_.create_session(*key).value());
      return out;
    });
  }

  response sign_out(const request& incoming) {
    return guard_.require(incoming, [&](const guard::identity& who) {
      auto out = to("/me");
      guard_.sign_out(out, who);
      return out;
    });
  }

  static response to(std::string path) {
    response out{.status = 303};
    out.set("Location", std::move(path));
    return out;
  }

  cardea::auth<user_attributes> auth_;
  guard guard_;
};
