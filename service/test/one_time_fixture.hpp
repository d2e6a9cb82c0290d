// SPDX-License-Identifier: MIT
#pragma once
#include "home.hpp"

#include <gtest/gtest.h>

#include <array>

namespace cardea::service {

inline std::string named(const std::string& name) { return R"({"identifier":")" + name + "\"}"; }
inline std::string with_token(const std::string& token) { return R"({"token":")" + token + "\"}"; }
inline std::string with_password(const std::string& token, const std::string& password = "battery staple") {
  return R"({"token":")" + token + R"(","newPassword":")" + password + "\"}";
}
inline std::string with_code(const std::string& ticket, const std::string& code) {
  return R"({"ticket":")" + ticket + R"(","code":")" + code + "\"}";
}

/// Ada, whose address is known.
struct ServiceOneTime : ::testing::Test {
  home h{};
  browser ada{h};

  void SetUp() override {
    const auto out =
        ada.api("POST", "/api/sign-up",
                R"({"identifier":"ada","password":"correct horse","attributes":{"email":"Ada@x.example"}})");
    ASSERT_EQ(out.status, 201) << out.body;
    h.mails.clear();
  }
  std::string user_id() { return std::string{json_of(ada.get("/api/me")).at("user").at("id").as_string()}; }
  void move_to(const std::string& address) {
    const std::array changes{assignment{1, address}};
    ASSERT_TRUE(h.auth->update_user(h.auth->list_users().front().id, changes));
  }
  std::string ask_reset() {
    EXPECT_EQ(browser{h}.api("POST", "/api/password-reset", named("ada")).status, 202);
    return h.token_in_last_mail();
  }
};

}  // namespace cardea::service
