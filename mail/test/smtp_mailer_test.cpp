// SPDX-License-Identifier: MIT
#include "process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cardea/mail/smtp_mailer.hpp>

#include <memory>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::mail::smtp_mailer;
using cardea::mail::smtp_options;
using testing::HasSubstr;
using testing::Not;
namespace json = boost::json;

constexpr const char* python = "/usr/bin/python3";
constexpr const char* secret = "correct horse battery";

bool has_peer() {
  static const bool there =
      std::system((std::string{python} + " -c 'import aiosmtpd' 2>/dev/null").c_str()) == 0;
  return there;
}

/// A server of the test's own, which a Python library is, and Python's parser reads what arrives.
class Smtp : public testing::Test {
 protected:
  void SetUp() override {
    if (has_peer()) return;
    const auto* ci = std::getenv("CI");
    if (ci && *ci) FAIL() << "python3-aiosmtpd is not there";
    GTEST_SKIP() << "python3-aiosmtpd is not there";
  }

  void serve(json::object with = {}) {
    std::ifstream file{CARDEA_SMTP_PEER};
    std::ostringstream text;
    text << file.rdbuf();
    folder_.write("smtp_peer.py", text.str());
    peer_ = std::make_unique<process>(
        folder_,
        std::vector<std::string>{python, "smtp_peer.py", std::to_string(port_), json::serialize(with)});
    for (int i = 0; i < 1000 && !exists("ready"); ++i) std::this_thread::sleep_for(10ms);
    ASSERT_TRUE(exists("ready")) << folder_.read("said");
  }
  /// The same with a certificate for "localhost", which vouches for itself.
  void serve_encrypted(json::object with = {}) {
    const auto to = folder_.path().string();
    ASSERT_EQ(std::system(
                  ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout " +
                   to + "/key.pem -out " + to +
                   "/certificate.pem -subj /CN=localhost -addext subjectAltName=DNS:localhost 2>/dev/null && "
                   "chmod 644 " +
                   to + "/key.pem")
                      .c_str()),
              0);
    with["certificate"] = "certificate.pem";
    with["key"] = "key.pem";
    serve(std::move(with));
  }

  [[nodiscard]] smtp_options options(const std::string& scheme = "smtp",
                                     const std::string& host = "127.0.0.1") const {
    return {.url = scheme + "://" + host + ":" + std::to_string(port_),
            .from = {.address = "no-reply@x.example",
                     .name = "B\xC3\xBC"
                             "cher"}};
  }
  [[nodiscard]] smtp_options trusting(smtp_options one) const {
    one.ca_file = (folder_.path() / "certificate.pem").string();
    return one;
  }
  static cardea::mail::message letter(std::string to = "ada@y.example") {
    return {.to = std::move(to), .subject = "Hello", .text = "Go on.\n"};
  }
  /// The code and the text of the error by which it fails.
  static std::pair<errc, std::string> failure(const smtp_options& with,
                                              const cardea::mail::message& one = letter()) {
    try {
      smtp_mailer{with}.send(one);
    } catch (const cardea::error& e) {
      return {e.code(), e.what()};
    }
    ADD_FAILURE() << "it did not fail";
    return {};
  }
  [[nodiscard]] bool exists(const std::string& name) const {
    return std::filesystem::exists(folder_.path() / name);
  }
  [[nodiscard]] json::object arrived(int number = 0) const {
    const auto name = std::to_string(number) + ".json";
    if (!exists(name)) {
      ADD_FAILURE() << "no letter arrived: " << folder_.read("said");
      return {};
    }
    return json::parse(folder_.read(name.c_str())).as_object();
  }

  server_folder folder_{"nobody"};
  int port_ = free_port();

 private:
  std::unique_ptr<process> peer_;
};

TEST_F(Smtp, ALetterArrivesAsItWasWritten) {
  serve();
  const std::string text =
      "Gr\xC3\xBC\xC3\x9F"
      "e, Ada = Lovelace:\n.\n..\n\nhttps://x.example/reset?token=abc\n" +
      std::string(2000, 'x') + "\nblank at the end \nFrom here\n";
  smtp_mailer{options()}.send(
      {.to = "ada+x@y.example", .subject = "Pass\xC3\xA9 " + std::string(100, 'y'), .text = text});
  const auto got = arrived();
  EXPECT_EQ(got.at("sender").as_string(), "no-reply@x.example");
  EXPECT_EQ(got.at("recipients").as_array(), (json::array{"ada+x@y.example"}));
  EXPECT_EQ(got.at("defects").as_array().size(), 0U) << json::serialize(got.at("defects"));
  const auto& fields = got.at("fields").as_object();
  EXPECT_EQ(fields.at("Subject").as_string(), "Pass\xC3\xA9 " + std::string(100, 'y'));
  EXPECT_EQ(fields.at("From").as_string(),
            "B\xC3\xBC"
            "cher <no-reply@x.example>");
  EXPECT_EQ(fields.at("To").as_string(), "ada+x@y.example");
  std::string read{got.at("text").as_string()};
  std::erase(read, '\r');
  EXPECT_TRUE(read == text) << read;
}

TEST_F(Smtp, APlainTextTravelsAsItIs) {
  serve();
  smtp_mailer{options()}.send({.to = "ada@y.example", .subject = "Hello", .text = ".\n..\nend"});
  EXPECT_THAT(std::string{arrived().at("raw").as_string()}, testing::EndsWith("\r\n\r\n.\r\n..\r\nend\r\n"));
}

TEST_F(Smtp, EncryptedOnTheWayWithAUserAndAPassword) {
  serve_encrypted({{"user", "shop"}, {"password", secret}});
  auto with = trusting(options("smtp", "localhost"));
  with.starttls = true;
  with.user = "shop";
  with.password = secret;
  smtp_mailer{with}.send(letter());
  const auto got = arrived();
  EXPECT_TRUE(got.at("encrypted").as_bool());
  EXPECT_EQ(got.at("user").as_string(), "shop");

  with.password = "wrong horse battery";
  const auto [code, text] = failure(with);
  EXPECT_EQ(code, errc::internal) << "a password that is wrong would be tried again and again";
  EXPECT_THAT(text, Not(HasSubstr("horse")));
  EXPECT_FALSE(exists("1.json"));
}

TEST_F(Smtp, EncryptedFromTheStart) {
  serve_encrypted({{"implicit", true}});
  smtp_mailer{trusting(options("smtps", "localhost"))}.send(letter());
  EXPECT_TRUE(arrived().at("encrypted").as_bool());
}

TEST_F(Smtp, AServerThatNobodyVouchesForGetsNothing) {
  serve_encrypted();
  auto with = options("smtp", "localhost");
  with.starttls = true;
  EXPECT_EQ(failure(with).first, errc::unavailable);
  auto elsewhere = trusting(options("smtp", "127.0.0.1"));
  elsewhere.starttls = true;
  EXPECT_EQ(failure(elsewhere).first, errc::unavailable) << "the certificate is another name's";
  EXPECT_FALSE(exists("0.json"));
}

TEST_F(Smtp, AServerThatCannotEncryptGetsNothingWhereItHasTo) {
  serve();
  auto with = options();
  with.starttls = true;
  with.user = "shop";
  with.password = secret;
  const auto [code, text] = failure(with);
  EXPECT_EQ(code, errc::unavailable);
  EXPECT_THAT(text, Not(HasSubstr("horse")));
  EXPECT_FALSE(exists("0.json"));
}

TEST_F(Smtp, WhatIsRefusedForGoodIsToldFromWhatMayPass) {
  serve();
  EXPECT_EQ(failure(options(), letter("refused@y.example")).first, errc::internal);
  EXPECT_EQ(failure(options(), letter("later@y.example")).first, errc::unavailable);
}

TEST_F(Smtp, T32AnAddressThatIsNoneReachesNoServer) {
  serve();
  for (const auto* to : {"ada@y.example, eve@z.example", "ada@y.example\r\nRCPT TO:<eve@z.example>", "",
                         "ada@y.example> SIZE=1"})
    EXPECT_EQ(failure(options(), letter(to)).first, errc::invalid_argument) << to;
  EXPECT_FALSE(exists("0.json"));
}

TEST_F(Smtp, AServerThatIsNotThereMayComeBack) { EXPECT_EQ(failure(options()).first, errc::unavailable); }

TEST_F(Smtp, AServerThatSaysNothingIsNotWaitedForForever) {
  const int one = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  at.sin_port = htons(static_cast<std::uint16_t>(port_));
  ASSERT_EQ(bind(one, reinterpret_cast<sockaddr*>(&at), sizeof at), 0);
  ASSERT_EQ(listen(one, 1), 0);
  auto with = options();
  with.time_limit = 200ms;
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(failure(with).first, errc::unavailable);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 10s);
  close(one);
}

TEST(SmtpOptions, ThatContradictThemselvesAreRefusedAndNotShown) {
  const auto refused = [](auto change) {
    smtp_options with{.url = "smtp://mail.x.example", .from = {.address = "a@x.example"}};
    change(with);
    try {
      const smtp_mailer made{with};
    } catch (const cardea::error& e) {
      EXPECT_THAT(e.what(), Not(HasSubstr("horse")));
      return e.code() == errc::invalid_argument;
    }
    return false;
  };
  for (const auto* url :
       {"", "mail.x.example", "http://mail.x.example", "file:///etc/passwd", "smtp://",
        "smtp:", "smtp://shop:horse@mail.x.example", "smtp://horse@mail.x.example", "smtp://x:99999"})
    EXPECT_TRUE(refused([&](auto& o) { o.url = url; })) << url;
  EXPECT_TRUE(refused([](auto& o) { o.starttls = false; })) << "letters would leave this machine in clear";
  EXPECT_TRUE(refused([](auto& o) { o.starttls = false, o.url = "smtp://localhost.evil.example"; }));
  EXPECT_TRUE(refused([](auto& o) { o.starttls = false, o.url = "smtp://127.0.0.1.evil.example"; }));
  EXPECT_TRUE(refused([](auto& o) { o.user = "horse"; }));
  EXPECT_TRUE(refused([](auto& o) { o.password = "horse"; }));
  EXPECT_TRUE(refused([](auto& o) { o.from.address = "nobody"; }));
  EXPECT_TRUE(refused([](auto& o) { o.time_limit = 0ms; }));
  EXPECT_TRUE(refused([](auto& o) { o.connect_limit = 0ms; }));
  EXPECT_FALSE(refused([](auto&) {}));
  for (const auto* url : {"smtp://localhost:25", "smtp://127.0.0.1", "smtp://[::1]:2525"})
    EXPECT_FALSE(refused([&](auto& o) { o.starttls = false, o.url = url; })) << url;
}

}  // namespace
