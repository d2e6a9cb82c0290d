// SPDX-License-Identifier: MIT
#include "serve_settings.hpp"
#include "serve_values.hpp"

#include <cardea/error.hpp>
#include <cardea/service/common_passwords.hpp>

#include <array>

namespace cardea::cli {
namespace {

using std::string;
using into = serve_settings&;

[[noreturn]] void refuse(const string& why) { throw error{errc::invalid_argument, why}; }

template <class Value>
struct named {
  const char* name;
  Value* value;
};

/// name=value,...: each value is read into the field of that name.
template <class Value, std::size_t Count, class Read>
void read_named(const string& text, const std::array<named<Value>, Count>& fields, Read read) {
  for (const auto& [name, value] : to_pairs("", text, '=')) {
    const auto* found = fields.begin();
    while (found != fields.end() && found->name != name) ++found;
    if (found == fields.end()) {
      string names;
      for (const auto& one : fields) names += (names.empty() ? "" : ", ") + string{one.name};
      refuse("\"" + name + "\" is none of " + names);
    }
    try {
      *found->value = read(value);
    } catch (const error& e) {
      refuse(name + ": " + e.what());
    }
  }
}

void read_features(into s, const string& text) {
  auto& f = s.service.features;
  read_named(text,
             std::array<named<bool>, 9>{{{"sign-up", &f.sign_up},
                                         {"account-deletion", &f.account_deletion},
                                         {"forward-auth", &f.forward_auth},
                                         {"pages", &f.pages},
                                         {"password-reset", &f.password_reset},
                                         {"email-verification", &f.email_verification},
                                         {"sign-in-link", &f.sign_in_link},
                                         {"sign-in-code", &f.sign_in_code},
                                         {"notices", &f.notices}}},
             to_truth);
}

void read_attributes(into s, const string& text) {
  auto& a = s.service.attributes;
  read_named(text,
             std::array<named<string>, 5>{{{"identifier", &a.identifier},
                                           {"email", &a.email},
                                           {"email-verified", &a.email_verified},
                                           {"session-address", &a.session_address},
                                           {"session-user-agent", &a.session_user_agent}}},
             [](const string& name) { return name; });
}

void read_limits(into s, const string& text) {
  auto& l = s.service.limits;
  read_named(text,
             std::array<named<rate>, 10>{{{"sign-in-address", &l.sign_in_address},
                                          {"sign-in-account-and-address", &l.sign_in_account_and_address},
                                          {"sign-in-account", &l.sign_in_account},
                                          {"sign-in-device", &l.sign_in_device},
                                          {"password-again", &l.password_again},
                                          {"sign-up-address", &l.sign_up_address},
                                          {"mail-address", &l.mail_address},
                                          {"mail-recipient", &l.mail_recipient},
                                          {"one-time-address", &l.one_time_address},
                                          {"code-attempts", &l.code_attempts}}},
             to_rate);
}

void read_lifetimes(into s, const string& text) {
  auto& t = s.service.lifetimes;
  read_named(text,
             std::array<named<duration>, 5>{{{"email-verification", &t.email_verification},
                                             {"password-reset", &t.password_reset},
                                             {"sign-in-link", &t.sign_in_link},
                                             {"sign-in-code", &t.sign_in_code},
                                             {"device", &t.device}}},
             [](const string& time) { return duration{to_time(time)}; });
}

void read_headers(into s, const string& text) {
  s.service.identity_headers.clear();
  for (const auto& [name, attribute] : to_pairs("", text, '='))
    s.service.identity_headers.push_back({.name = name, .attribute = attribute == "id" ? "" : attribute});
}

server::log_level to_level(const string& text) {
  return static_cast<server::log_level>(to_choice(text, {"debug", "info", "warning", "error"}));
}

constexpr std::size_t kib = 1024, mib = 1024 * kib;

}  // namespace

const std::vector<serve_option>& serve_options() {
  static const std::vector<serve_option> all{
      {"listen", "LIST", "127.0.0.1:8080: addresses and ports, [::1]:8080 for IPv6, or unix:PATH",
       [](into s, const string& v) { s.listen = to_list(v); }},
      {"tls-certificate", "FILE", "PEM, the chain; with it every address speaks TLS; SIGHUP reads it again",
       [](into s, const string& v) { s.tls.certificate = v; }},
      {"tls-key", "FILE", "PEM, its key", [](into s, const string& v) { s.tls.key = v; }},
      {"metrics-listen", "ADDR:PORT", "where Prometheus finds /metrics; without it, nowhere",
       [](into s, const string& v) { s.metrics_listen = v; }},
      {"base-url", "URL", "https://auth.example.com: how people reach this; links in mails begin with it",
       [](into s, const string& v) { s.service.base_url = v; }},
      {"name", "WORDS", "what the service is called on pages and in mails; else the host of base-url",
       [](into s, const string& v) { s.service.name = v; }},
      {"identifier", "KIND", "username: what people sign in with; username or email",
       [](into s, const string& v) {
         s.service.identifier = to_choice(v, {"username", "email"}) == 0 ? service::identifier_kind::username
                                                                         : service::identifier_kind::email;
       }},
      {"fold-case", "BOOL", "true: Ada and ada are the same name",
       [](into s, const string& v) { s.service.fold_case = to_truth(v); }},
      {"sign-up-reveals-addresses", "BOOL", "false: tell who signs up that an e-mail address is taken",
       [](into s, const string& v) { s.service.sign_up_reveals_addresses = to_truth(v); }},
      {"features", "LIST",
       "sign-up, account-deletion, forward-auth, pages, password-reset, email-verification, sign-in-link, "
       "sign-in-code and notices, each =true or =false; all are on, those that need mail where there is mail",
       read_features},
      {"attributes", "LIST",
       "which user attribute is what: identifier=, email=, email-verified=, and of sessions "
       "session-address=, "
       "session-user-agent=",
       read_attributes},
      {"settable", "LIST", "user attributes that may be given at sign-up",
       [](into s, const string& v) { s.service.attributes.settable = to_list(v); }},
      {"shown", "LIST", "user attributes that users are shown of themselves",
       [](into s, const string& v) { s.service.attributes.shown = to_list(v); }},
      {"origins", "LIST", "other origins whose pages may use the API",
       [](into s, const string& v) { s.service.origins = to_list(v); }},
      {"return-origins", "LIST", "origins that people may be sent back to after signing in",
       [](into s, const string& v) { s.service.return_origins = to_list(v); }},
      {"identity-headers", "LIST", "X-Cardea-User=id: what forward-auth answers with, NAME=ATTRIBUTE or =id",
       read_headers},
      {"trusted-proxies", "LIST", "addresses and networks whose word on a client's address is taken",
       [](into s, const string& v) { s.trusted_proxies = to_list(v); }},
      {"forwarded-header", "NAME", "x-forwarded: which header they write; x-forwarded or forwarded",
       [](into s, const string& v) {
         s.forwarding = to_choice(v, {"x-forwarded", "forwarded"}) == 0 ? http::forwarding::x_forwarded
                                                                        : http::forwarding::forwarded;
       }},
      {"templates", "FOLDER", "files in it take the place of the built-in pages and style sheet",
       [](into s, const string& v) { s.pages.folder = v; }},
      {"password-min", "N", "8: characters in a new password at least",
       [](into s, const string& v) { s.service.passwords.min_characters = to_count(v, 1, 64); }},
      {"common-passwords", "FILE",
       "passwords that nobody may take besides 18,000 common ones, one on each line",
       [](into s, const string& v) { s.service.passwords.is_known = service::common_passwords{v}; }},
      {"limits", "LIST",
       "sign-in-address=50/10s,...: fifty at once, then one in ten seconds (docs/server.md has all)",
       read_limits},
      {"lifetimes", "LIST",
       "password-reset=30m,email-verification=24h,sign-in-link=15m,sign-in-code=10m,device=400d",
       read_lifetimes},
      {"mail", "WHERE",
       "file:FOLDER, command:PROGRAM ARGUMENTS, smtp://HOST:587 or smtps://HOST; without it, nothing that "
       "needs mail "
       "is offered",
       [](into s, const string& v) { s.mail.to = v; }},
      {"mail-from", "ADDRESS", "who writes", [](into s, const string& v) { s.mail.from = v; }},
      {"mail-from-name", "WORDS", "the name beside it",
       [](into s, const string& v) { s.mail.from_name = v; }},
      {"mail-user", "NAME",
       "for smtp; the password is in CARDEA_SERVE_MAIL_PASSWORD, or mail-password in cardea.toml",
       [](into s, const string& v) { s.mail.user = v; }},
      {"mail-ca", "FILE", "for smtp: who vouches for the server, in PEM; else the system's",
       [](into s, const string& v) { s.mail.ca_file = v; }},
      {"mail-password", "", "", [](into s, const string& v) { s.mail.password = v; }, true},
      {"loops", "N", "1: threads that move bytes",
       [](into s, const string& v) { s.server.loops = to_count(v, 1, 64); }},
      {"database-threads", "N", "4: requests that use the database at once, each on a connection",
       [](into s, const string& v) { s.server.database.threads = to_count(v, 1, 256); }},
      {"database-waiting", "N", "256: requests that may wait for one of them; one more is told 503",
       [](into s, const string& v) { s.server.database.waiting = to_count(v, 0, 100'000); }},
      {"password-threads", "N", "1: passwords that are hashed at once, in up to 32 MiB each",
       [](into s, const string& v) { s.server.passwords.threads = to_count(v, 1, 64); }},
      {"password-niceness", "N",
       "5: how far hashing stands back where other work wants the processor, 0 to 19",
       [](into s, const string& v) { s.server.passwords_stand_back = static_cast<int>(to_count(v, 0, 19)); }},
      {"password-waiting", "N", "32: requests that may wait for that; one more is told 503",
       [](into s, const string& v) { s.server.passwords.waiting = to_count(v, 0, 100'000); }},
      {"max-head", "BYTES", "16k: of a request's line and fields",
       [](into s, const string& v) { s.server.limits.head_bytes = to_bytes(v, kib, mib); }},
      {"max-body", "BYTES", "64k: of a request's body",
       [](into s, const string& v) { s.server.limits.body_bytes = to_bytes(v, 0, 64 * mib); }},
      {"max-connections", "N", "10000: at once; then the one that has been idle the longest makes room",
       [](into s, const string& v) { s.server.limits.connections = to_count(v, 1, 1'000'000); }},
      {"max-requests", "N", "10000: on one connection",
       [](into s, const string& v) {
         s.server.limits.requests_per_connection = to_count(v, 1, 1'000'000'000);
       }},
      {"head-time", "TIME", "10s: for a request's line and fields",
       [](into s, const string& v) { s.server.limits.head_time = to_time(v); }},
      {"body-time", "TIME", "30s: for its body",
       [](into s, const string& v) { s.server.limits.body_time = to_time(v); }},
      {"write-time", "TIME", "30s: for the answer",
       [](into s, const string& v) { s.server.limits.write_time = to_time(v); }},
      {"idle-time", "TIME", "75s: between two requests on a connection",
       [](into s, const string& v) { s.server.limits.idle_time = to_time(v); }},
      {"notice-time", "TIME",
       "0: how long /readyz says 503 before a stop begins, so that a balancer looks elsewhere",
       [](into s, const string& v) { s.server.notice_time = to_time(v, true); }},
      {"drain-time", "TIME", "10s: for what is under way at a stop; then it is cut",
       [](into s, const string& v) { s.server.drain_time = to_time(v, true); }},
      {"session-cache", "BYTES",
       "0: memory for sessions that were looked up, such as 64m; changes by others are seen within a second "
       "(docs/cache.md); 0: none",
       [](into s, const string& v) {
         s.session_cache = v == "0" ? 0 : to_bytes(v, 64 * kib, 64 * 1024 * mib);
       }},
      {"sweep-every", "TIME", "10m: how often rows that are over are deleted",
       [](into s, const string& v) { s.sweep_every = to_time(v); }},
      {"log-level", "LEVEL", "info: debug, info, warning or error",
       [](into s, const string& v) { s.log.level = to_level(v); }},
      {"log-format", "FORM", "text: key=value, or json: an object on each line",
       [](into s, const string& v) {
         s.log.is_json = to_choice(v, {"text", "json"}) == 1;
       }},
      {"access-log", "BOOL", "true: a line for each request",
       [](into s, const string& v) { s.log.access = to_truth(v); }}};
  return all;
}

}  // namespace cardea::cli
