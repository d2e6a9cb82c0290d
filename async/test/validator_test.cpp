// SPDX-License-Identifier: MIT
#include <cardea/async/validator.hpp>
#include <cardea/auth.hpp>

#include <gtest/gtest.h>
#include <auth_fixture.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace cardea::async {
namespace {

namespace asio = boost::asio;

struct Validator : ::testing::Test {
  using found = std::optional<basic_validation>;

  std::string sign_in() { return b->create_session(b->create_user({}).value().id, {}).value().token; }
  void ask(validator<basic_auth>& of, const std::string& token) {
    const auto place = answers.size();
    answers.emplace_back();
    of.async_validate(token, asio::bind_executor(loop, [this, place](std::exception_ptr failure, found who) {
                        if (failure) ++failed;
                        answers[place] = std::move(who);
                      }));
  }

  bench b{schemes::cardea};
  asio::io_context loop{1};
  std::vector<found> answers;
  int failed = 0;
  pool one{{.threads = 1}};
};

TEST_F(Validator, ManyTokensAreOneLookUpAndEachIsAnsweredForItself) {
  validator sessions{loop.get_executor(), one, *b.auth};
  std::vector<std::string> tokens;
  for (int i = 0; i < 10; ++i) tokens.push_back(sign_in());
  tokens[3] = "nobody.s";
  b->revoke(tokens[7]);
  b.plan->begin();
  for (const auto& token : tokens) ask(sessions, token);
  loop.run();
  EXPECT_EQ(b.plan->calls, 1);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    ASSERT_EQ(answers[i].has_value(), i != 3 && i != 7) << i;
    EXPECT_EQ(answers[i] ? answers[i]->token : tokens[i], tokens[i]);
  }
}

TEST_F(Validator, WhereTheLookUpFailsEachIsAskedForItselfAndNoneIsAYesTooMany) {
  validator sessions{loop.get_executor(), one, *b.auth};
  const std::vector<std::string> tokens{sign_in(), "nobody.s", sign_in()};
  b.plan->begin(1);
  for (const auto& token : tokens) ask(sessions, token);
  loop.run();
  EXPECT_EQ(failed, 0);
  EXPECT_TRUE(answers[0]);
  EXPECT_FALSE(answers[1]);
  EXPECT_TRUE(answers[2]);
}

asio::awaitable<void> greet(validator<auth<>>& sessions, std::string token, std::string& out) {
  const auto who = co_await sessions.async_validate(token, asio::use_awaitable);
  out = who ? who->user.id : "nobody";
}

TEST_F(Validator, ACoroutineAsksATypedAuth) {
  cardea::auth<> typed{std::make_unique<memory::store>(schemes::cardea)};
  const auto user = typed.create_user({}).value();
  const auto made = typed.create_session(user.id).value();
  validator sessions{loop.get_executor(), one, typed};
  std::string first, second;
  asio::co_spawn(loop, greet(sessions, made.token, first), asio::detached);
  asio::co_spawn(loop, greet(sessions, "nobody.s", second), asio::detached);
  loop.run();
  EXPECT_EQ(first, user.id);
  EXPECT_EQ(second, "nobody");
}

}  // namespace
}  // namespace cardea::async
