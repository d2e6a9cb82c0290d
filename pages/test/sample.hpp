// SPDX-License-Identifier: MIT
#pragma once
#include <boost/json.hpp>

namespace cardea::pages {

inline constexpr std::string_view page_names[] = {
    "account",      "message",      "password-reset",       "password-reset-confirm", "sign-in",
    "sign-in-code", "sign-in-link", "sign-in-code-confirm", "sign-in-link-confirm",   "sign-up",
    "verify-email"};

/// A model in which every member that any page knows is there, and every text a person could have written is
/// `text`.
inline boost::json::object everything(std::string_view text) {
  const boost::json::object errors{{"identifier", text},       {"password", text}, {"new_password", text},
                                   {"current_password", text}, {"code", text},     {"attr.email", text}};
  return {{"title", text},
          {"base", "/auth"},
          {"error", text},
          {"notice", text},
          {"errors", errors},
          {"values", {{"identifier", text}, {"attr.email", text}}},
          {"identifier", {{"label", "Username"}, {"type", "text"}, {"autocomplete", "username"}}},
          {"fields",
           boost::json::array{
               {{"name", "attr.email"}, {"label", text}, {"type", "email"}, {"autocomplete", "email"}}}},
          {"returnTo", text},
          {"signedInAs", text},
          {"features",
           {{"signUp", true},
            {"passwordReset", true},
            {"signInLink", true},
            {"signInCode", true},
            {"emailVerification", true},
            {"accountDeletion", true}}},
          {"token", text},
          {"ticket", text},
          {"heading", text},
          {"text", text},
          {"link", {{"href", "/sign-in"}, {"text", text}}},
          {"user", {{"id", text}, {"identifier", text}, {"email", text}, {"emailVerified", false}}},
          {"hasPassword", true},
          {"attributes", boost::json::array{{{"name", text}, {"value", text}}}},
          {"sessions",
           {{{"handle", "one"}, {"current", true}, {"expires", "2026-12-21 10:04 UTC"}},
            {{"handle", text},
             {"current", false},
             {"created", text},
             {"lastSeen", text},
             {"expires", text},
             {"address", text},
             {"userAgent", text}}}}};
}

}  // namespace cardea::pages
