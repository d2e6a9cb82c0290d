// SPDX-License-Identifier: MIT
#include "home.hpp"

#include <cardea/service/common_passwords.hpp>
#include <password_rules.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace cardea::service {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::HasSubstr;

void by_email(service_options& o) {
  o.identifier = identifier_kind::email;
  o.attributes.settable = {"nick"};
}

std::string sign_up_body(const std::string& name, const std::string& password = "correct horse") {
  return R"({"identifier":")" + name + R"(","password":")" + password + "\"}";
}

TEST(ServiceSignUp, ATakenNameIsSaidBecauseItCannotBeHad) {
  home h;
  browser{h}.sign_up("ada");
  const auto out = browser{h}.api("POST", "/api/sign-up", sign_up_body("ADA"));
  EXPECT_EQ(out.status, 409);
  EXPECT_EQ(problem_in(out), "identifier-taken");
}

TEST(ServiceSignUp, T4ATakenAddressIsAnsweredAsANewOneAtTheSameWork) {
  home h{by_email};
  const auto attempt = [&](const std::string& from) {
    browser b{h, from};
    const int before = h.work();
    const auto out = b.api("POST", "/api/sign-up", sign_up_body("ada@x.example"));
    std::string seen = std::to_string(out.status) + out.body;
    for (const auto& one : out.fields) seen += one.name + one.value;
    return std::tuple{seen, h.work() - before, b.cookies.size(), h.mails.size()};
  };
  const auto made = attempt("192.0.2.1");
  const auto taken = attempt("192.0.2.2");
  EXPECT_THAT(std::get<0>(made), HasSubstr("202"));
  EXPECT_EQ(std::get<0>(made), std::get<0>(taken));
  EXPECT_EQ(std::get<1>(made), std::get<1>(taken));
  EXPECT_EQ(std::get<2>(made), 0U);
  EXPECT_EQ(std::get<2>(taken), 0U);
  ASSERT_EQ(h.mails.size(), 2U);
  EXPECT_THAT(h.mails[0].text, HasSubstr("/verify-email?token="));
  EXPECT_THAT(h.mails[1].text, HasSubstr("There is one already"));
  EXPECT_EQ(h.mails[1].to, "ada@x.example");
}

TEST(ServiceSignUp, T4ATakenAddressKeepsItsPassword) {
  home h{by_email};
  browser b{h};
  b.api("POST", "/api/sign-up", sign_up_body("ada@x.example"));
  b.api("POST", "/api/email-verification/confirm", R"({"token":")" + h.token_in_last_mail() + "\"}");
  b.api("POST", "/api/sign-up", sign_up_body("ada@x.example", "battery staple"));
  EXPECT_EQ(b.sign_in("ada@x.example", "battery staple").status, 401);
  EXPECT_EQ(b.sign_in("ada@x.example").status, 200);
}

TEST(ServiceSignUp, T4NobodySignsInBeforeTheAddressIsProven) {
  home h{by_email};
  browser b{h};
  b.api("POST", "/api/sign-up", sign_up_body("ada@x.example"));
  const auto token = h.token_in_last_mail();
  const auto refused = b.sign_in("ada@x.example");
  const auto unknown = browser{h}.sign_in("bob@x.example");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.body, unknown.body) << "whoever signed up would learn whether the address was new";
  EXPECT_EQ(h.mails.size(), 2U) << "the owner gets another mail";
  EXPECT_EQ(b.api("POST", "/api/email-verification/confirm", R"({"token":")" + token + "\"}").status, 204);
  EXPECT_EQ(b.sign_in("ada@x.example").status, 200);
}

TEST(ServiceSignUp, AddressesCanBeToldWhereThatIsAskedForByName) {
  home h{[](service_options& o) {
    by_email(o);
    o.sign_up_reveals_addresses = true;
  }};
  browser b{h};
  b.sign_up("ada@x.example");
  EXPECT_TRUE(b.is_signed_in());
  EXPECT_EQ(browser{h}.api("POST", "/api/sign-up", sign_up_body("ada@x.example")).status, 409);
}

TEST(ServiceSignUp, T16AnAttributeThatIsNotAClientsToSetIsRefused) {
  home h;
  for (const auto* member : {"role", "email_verified", "username", "id"}) {
    const auto out = browser{h}.api("POST", "/api/sign-up",
                                    R"({"identifier":"ada","password":"correct horse","attributes":{")" +
                                        std::string{member} + R"(":"x"}})");
    EXPECT_EQ(out.status, 422) << member;
    EXPECT_EQ(json_of(out).at("errors").at(0).at("pointer").as_string(),
              "#/attributes/" + std::string{member});
  }
  const auto form = browser{h}.submit("/sign-up", "identifier=ada&password=correct+horse&attr.role=admin");
  EXPECT_EQ(form.status, 422);
  EXPECT_TRUE(h.auth->list_users().empty());
}

TEST(ServiceSignUp, AnAttributeIsOfItsColumnsTypeAndNotCoerced) {
  home h;
  const auto attempt = [&](const std::string& attributes) {
    return browser{h}
        .api("POST", "/api/sign-up",
             R"({"identifier":"ada","password":"correct horse","attributes":)" + attributes + "}")
        .status;
  };
  EXPECT_EQ(attempt(R"({"age":"36"})"), 422);
  EXPECT_EQ(attempt(R"({"age":36.5})"), 422);
  EXPECT_EQ(attempt(R"({"nick":36})"), 422);
  EXPECT_EQ(attempt(R"({"email":"no address"})"), 422);
  EXPECT_EQ(attempt(R"("nick")"), 422);
  EXPECT_EQ(attempt(R"({"age":36,"nick":null})"), 201);
}

TEST(ServiceSignUp, T32AnAddressIsOneAndHasNoRoomForAnother) {
  home h{by_email};
  for (const auto* address :
       {"ada@x.example,eve@evil.example", "ada@x.example eve@evil.example",
        "ada@x.example\\r\\nBcc: eve@evil.example", "Ada <ada@x.example>", "ada", "@x.example", "ada@",
        "ada@@x.example", "ada@x.example;", "-oQ@x.example", "ad\\u0131@x.example"}) {
    const auto out = browser{h}.api("POST", "/api/sign-up", sign_up_body(address));
    EXPECT_EQ(out.status, 422) << address;
  }
  EXPECT_TRUE(h.mails.empty());
  EXPECT_TRUE(h.auth->list_users().empty());
}

TEST(ServiceSignUp, PasswordsAreLongEnoughAndNotTheCommonestOnes) {
  home h{[](service_options& o) {
    o.passwords.min_characters = 10;
    o.passwords.is_known = [](std::string_view p) { return p == "leaked somewhere"; };
  }};
  for (const auto* bad : {"", "123456789", "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4", "1234567890",
                          "Password123", "aaaaaaaaaaaa", "ada.lovelace", "leaked somewhere"}) {
    const auto out = browser{h}.api("POST", "/api/sign-up", sign_up_body("ada.lovelace", bad));
    EXPECT_EQ(out.status, 422) << bad;
    EXPECT_EQ(json_of(out).at("errors").at(0).at("pointer").as_string(), "#/password");
  }
  EXPECT_EQ(h.hasher->hashes, 0);
  browser{h}.sign_up("ada.lovelace", "long enough");
}

TEST(ServiceSignUp, EachOfTheBuiltInCommonPasswordsIsRefusedWhateverItsCase) {
  home h{[](service_options& o) { o.limits.sign_up_address = {.burst = 1'000'000, .every = 1ms}; }};
  std::ifstream file{CARDEA_COMMON_PASSWORDS};
  int listed = 0;
  for (std::string line; std::getline(file, line); ++listed) {
    EXPECT_TRUE(is_common(line)) << line;
    EXPECT_FALSE(is_common(line + "~")) << line;
    EXPECT_FALSE(is_common("~" + line)) << line;
  }
  EXPECT_GE(listed, 3000) << "ASVS 5.0, 6.2.4";
  for (const auto* bad : {"password", "Sunshine1", "QWERTYUIOP", "michelle"})
    EXPECT_EQ(browser{h}.api("POST", "/api/sign-up", sign_up_body("ada", bad)).status, 422) << bad;
  for (const auto* good : {"", "\n", "password\nsunshine", "\xff", "zzzzzzzzzzzzy"})
    EXPECT_FALSE(is_common(good));
}

TEST(ServiceSignUp, CommonPasswordsAreReadFromAFileWhateverTheirCase) {
  const auto file = std::filesystem::temp_directory_path() /
                    ("cardea_common_passwords_" + std::to_string(::getpid()) + ".txt");
  std::ofstream{file} << "Summer2026!\r\nletmeinplease\n\n";
  const common_passwords list{file};
  EXPECT_TRUE(list("sUMMER2026!"));
  EXPECT_TRUE(list("letmeinplease"));
  EXPECT_FALSE(list(""));
  EXPECT_FALSE(list("summer2026"));
  std::filesystem::remove(file);
  EXPECT_THROW(common_passwords{file}, error);
}

TEST(ServiceSignUp, IsLimitedByNetworkBeforeAnyHashing) {
  home h{[](service_options& o) { o.limits.sign_up_address = {.burst = 2, .every = 1h}; }};
  browser{h}.sign_up("ada1");
  browser{h}.sign_up("ada2");
  const int before = h.work();
  EXPECT_EQ(browser{h}.api("POST", "/api/sign-up", sign_up_body("ada3")).status, 429);
  EXPECT_EQ(h.work(), before);
  browser(h, "192.0.2.9").sign_up("ada3");
}

TEST(ServiceSignUp, CanBeClosed) {
  home h{[](service_options& o) { o.features.sign_up = false; }};
  EXPECT_EQ(browser{h}.api("POST", "/api/sign-up", sign_up_body("ada")).status, 404);
  EXPECT_EQ(browser{h}.get("/sign-up").status, 404);
}

TEST(ServiceSignUp, AnAddressGivenAsAnAttributeIsToBeProvenToo) {
  home h;
  browser ada{h};
  ada.api("POST", "/api/sign-up",
          R"({"identifier":"ada","password":"correct horse","attributes":{"email":"ada@x.example"}})");
  EXPECT_FALSE(json_of(ada.get("/api/me")).at("user").at("emailVerified").as_bool());
  ASSERT_EQ(h.mails.size(), 1U);
  EXPECT_EQ(
      ada.api("POST", "/api/email-verification/confirm", R"({"token":")" + h.token_in_last_mail() + "\"}")
          .status,
      204);
  EXPECT_TRUE(json_of(ada.get("/api/me")).at("user").at("emailVerified").as_bool());
  EXPECT_THAT(h.events, Contains(HasSubstr("email_verified")));
}

}  // namespace
}  // namespace cardea::service
