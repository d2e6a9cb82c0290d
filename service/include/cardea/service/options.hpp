// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/http/client.hpp>
#include <cardea/mail/message.hpp>
#include <cardea/random.hpp>
#include <cardea/service/event.hpp>
#include <cardea/service_store.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::service {

/// What people sign in with: the provider of their keys, "username:ada" or "email:ada@example.com".
enum class identifier_kind { username, email };

/// What is offered. From `password_reset` on, each needs `send_mail`, and is off without it.
struct feature_set {
  bool sign_up = true;
  bool account_deletion = true;
  bool forward_auth = true;
  bool pages = true;  ///< false: the JSON API and forward-auth only
  bool password_reset = true;
  bool email_verification = true;
  bool sign_in_link = true;
  bool sign_in_code = true;
  bool notices = true;  ///< a mail after a password was changed
};

/// Which attributes of users mean something here. Empty: the default, where such an attribute is declared.
struct attribute_names {
  std::string identifier{};          ///< where sign-up writes the name as it was typed; "username" or "email"
  std::string email{};               ///< where mail goes if people sign in with a username; "email"
  std::string email_verified{};      ///< a boolean, or a nullable time; "email_verified"
  std::string session_address{};     ///< of sessions: "ip_address"
  std::string session_user_agent{};  ///< of sessions: "user_agent"
  /// What a client may say of itself at sign-up. Nothing else can be set by a client.
  std::vector<std::string> settable{};
  /// What users are shown of themselves.
  std::vector<std::string> shown{};
};

struct password_rules {
  std::size_t min_characters = 8;  ///< ASVS 5.0, 6.2.1
  /// True for a password that is too common, or was leaked. Asked for new ones only, and after the list of
  /// 18,000 common ones that is built in. To be callable from several threads at once. See
  /// `common_passwords`.
  std::function<bool(std::string_view)> is_known{};
};

/// How often. A limit is taken before any work is done, and given back where the attempt was good.
struct limit_rates {
  rate sign_in_address{50, std::chrono::seconds{10}};
  rate sign_in_account_and_address{5, std::chrono::minutes{1}};
  rate sign_in_account{100, std::chrono::minutes{3}};  ///< from browsers that never signed in to it
  rate sign_in_device{10, std::chrono::minutes{1}};    ///< from one that did
  rate password_again{10, std::chrono::minutes{1}};    ///< asked of a session, per user
  rate sign_up_address{10, std::chrono::minutes{6}};
  rate mail_address{20, std::chrono::minutes{3}};       ///< mails that a network asks for
  rate mail_recipient{3, std::chrono::minutes{10}};     ///< mails to one recipient, known or not
  rate one_time_address{30, std::chrono::seconds{20}};  ///< links and codes that are tried
  rate code_attempts{5, std::chrono::hours{24}};        ///< per ticket of a code
};

struct one_time_lifetimes {
  duration email_verification = std::chrono::hours{24};
  duration password_reset = std::chrono::minutes{30};
  duration sign_in_link = std::chrono::minutes{15};
  duration sign_in_code = std::chrono::minutes{10};
  duration device = std::chrono::hours{24 * 400};  ///< RFC 6265bis: 400 days at most
};

/// A header that forward-auth answers with. Underscores are refused in names: CGI and nginx cannot tell them
/// from hyphens (CVE-2015-0219).
struct identity_header {
  std::string name;
  std::string attribute{};  ///< empty: the id of the user
};

struct service_options {
  identifier_kind identifier = identifier_kind::username;
  /// Letters A to Z in what people sign in with count as small ones, as Lucia's guides have it.
  bool fold_case = true;
  /// Of e-mail addresses: somebody who signs up is signed in at once, and a stranger is told that an address
  /// is taken. Otherwise the answer is the same either way, and nobody signs in before a link in a mail has
  /// proven the address, for which an attribute `email_verified` has to be declared.
  bool sign_up_reveals_addresses = false;
  /// "https://auth.example.com", or with a path that all routes stand under. Links in mails begin with it,
  /// and its origin is this service's own; nothing is ever taken from a request's Host (T29). To be given
  /// where mails are sent; without it, browsers over plain http are refused.
  std::string base_url{};
  /// Other origins whose pages may use the API; entries as `is_allowed_origin` takes them.
  std::vector<std::string> origins{};
  /// Origins that people may be sent back to after signing in; "https://app.example.com".
  std::vector<std::string> return_origins{};
  /// Whose word on a client's address is taken.
  http::trusted_proxies proxies{};
  feature_set features{};
  attribute_names attributes{};
  password_rules passwords{};
  limit_rates limits{};
  one_time_lifetimes lifetimes{};
  std::vector<identity_header> identity_headers{{.name = "X-Cardea-User", .attribute = {}}};
  /// What the service is called in mails and titles. Empty: the host of `base_url`.
  std::string name{};
  /// Takes a mail to be sent later, and never waits. False: there is no room for it. Absent: no mail is sent.
  std::function<bool(mail::message)> send_mail{};
  /// Told of each event, on the thread that answers. To be quick, and callable from several at once.
  std::function<void(const event&)> observe{};
  /// Null: the system's. Outlives the service.
  random_source* random = nullptr;
};

}  // namespace cardea::service
