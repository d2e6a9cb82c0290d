// SPDX-License-Identifier: MIT
#pragma once
#include <auth_fixture.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <cardea/memory/service_store.hpp>
#include <cardea/pages/pages.hpp>
#include <cardea/service/service.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cardea::service {

/// Users with a name, an address and two attributes of which a client may set one.
[[nodiscard]] columns people();
[[nodiscard]] columns devices();

/// A service on a store in memory, whose mails and events are kept, and whose clock stands still.
struct home {
  /// `change`: what is to be other than "username", https://auth.example, mails on.
  explicit home(const std::function<void(service_options&)>& change = {},
                const cardea::scheme& rules = schemes::cardea)
      : home{change, std::make_unique<memory::store>(rules), kept} {}
  /// The same on stores of its own; `beside` outlives it.
  home(const std::function<void(service_options&)>& change, std::unique_ptr<store> users,
       service_store& beside);
  home(const home&) = delete;
  home& operator=(const home&) = delete;

  http::response handle(const http::request& incoming);
  /// The token at the end of the link in the last mail, or the code in it.
  [[nodiscard]] std::string token_in_last_mail() const;
  [[nodiscard]] std::string code_in_last_mail() const;
  /// How often passwords were hashed, verified or refused.
  [[nodiscard]] int work() const { return hasher->hashes + hasher->verifications + hasher->refusals; }

  manual_clock clock;
  std::shared_ptr<counting_hasher> hasher = std::make_shared<counting_hasher>();
  std::shared_ptr<faulty_store::plan> plan = std::make_shared<faulty_store::plan>();
  std::vector<mail::message> mails{};
  std::vector<std::string> events{};
  memory::service_store kept{};
  std::unique_ptr<basic_auth> auth;
  std::unique_ptr<service> serves;
};

using header = std::pair<std::string, std::string>;

/// Somebody with a browser: it keeps cookies, and says what browsers say.
class browser {
 public:
  explicit browser(home& to, std::string address = "192.0.2.1") : home_{to}, address_{std::move(address)} {}

  http::response get(const std::string& target, std::vector<header> more = {}) {
    return send("GET", target, {}, std::move(more));
  }
  /// A JSON body, if any.
  http::response api(const std::string& method, const std::string& target, const std::string& body = {});
  http::response submit(const std::string& target, const std::string& form);
  http::response send(const std::string& method, const std::string& target, const std::string& body,
                      std::vector<header> more);

  /// Signs up and in by the API, and checks that it worked.
  void sign_up(const std::string& name, const std::string& password = "correct horse");
  http::response sign_in(const std::string& name, const std::string& password = "correct horse");
  [[nodiscard]] bool is_signed_in() { return get("/api/me").status == 200; }

  std::map<std::string, std::string> cookies{};

 private:
  home& home_;
  std::string address_;
};

[[nodiscard]] inline boost::json::object json_of(const http::response& out) {
  return boost::json::parse(out.body).as_object();
}
/// The end of the problem's URI, "invalid-token".
[[nodiscard]] std::string problem_in(const http::response& out);

inline const std::string session_cookie = "__Host-auth_session";
inline const std::string device_cookie = "__Host-auth_device";

}  // namespace cardea::service
