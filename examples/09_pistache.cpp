// SPDX-License-Identifier: MIT
// usage: 09_pistache [PORT [IDLE]]: the notes behind Pistache, for which there is no adapter: this is what
// one takes. Pistache keeps one header of a name, the last: so no response here has two Set-Cookie, which
// cannot be joined in one line.
#include <cardea/time.hpp>

#include <pistache/endpoint.h>

#include <csignal>

#include "notes.hpp"

namespace http = cardea::http;

/// Of what is set by name and text alone Pistache writes nothing.
class any_header final : public Pistache::Http::Header::Header {
 public:
  any_header(std::string name, std::string value) : name_{std::move(name)}, value_{std::move(value)} {}
  const char* name() const override { return name_.c_str(); }
  void write(std::ostream& to) const override { to << value_; }
  std::uint64_t hash() const override { return Pistache::Http::Header::detail::hash(name_.c_str()); }

 private:
  std::string name_;
  std::string value_;
};

class handler : public Pistache::Http::Handler {
 public:
  HTTP_PROTOTYPE(handler)
  explicit handler(std::shared_ptr<http::application> app) : app_{std::move(app)} {}

  void onRequest(const Pistache::Http::Request& theirs, Pistache::Http::ResponseWriter writer) override {
    std::vector<std::pair<std::string, std::string>> headers;
    for (const auto& [name, raw] : theirs.headers().rawList()) headers.emplace_back(name, raw.value());
    std::vector<http::field> fields;
    for (const auto& [name, value] : headers) fields.push_back({name, value});
    const std::string method = Pistache::Http::methodString(theirs.method());
    const auto target = theirs.resource() + theirs.query().as_str();
    const auto body = theirs.body();
    const auto peer = theirs.address().host();
    const http::request incoming{
        .method = method, .target = target, .fields = fields, .body = body, .peer = peer};
    send(app_->handle(incoming), writer);
  }

 private:
  static void send(http::response&& from, Pistache::Http::ResponseWriter& to) {
    std::map<std::string, std::string> lines;  // RFC 9110 5.3: one of a name says the same as several
    for (const auto& one : from.fields) {
      auto& line = lines[one.name];
      line += (line.empty() ? "" : ", ") + one.value;
    }
    for (const auto& [name, value] : lines) to.headers().add(std::make_shared<any_header>(name, value));
    to.send(static_cast<Pistache::Http::Code>(from.status), from.body);
  }

  std::shared_ptr<http::application> app_;
};

int main(int argc, char** argv) {
  const auto app = std::make_shared<notes>(
      "notes.db", argc > 2 ? cardea::parse_duration(argv[2]).value() : cardea::duration{});
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);

  const Pistache::Port port(static_cast<std::uint16_t>(argc > 1 ? std::stoi(argv[1]) : 8080));
  Pistache::Http::Endpoint server{{Pistache::Ipv4::loopback(), port}};
  server.init(Pistache::Http::Endpoint::options().threads(4).maxRequestSize(64 * 1024));
  server.setHandler(Pistache::Http::make_handler<handler>(app));
  server.serveThreaded();
  std::cout << "http://127.0.0.1:" << server.getPort() << std::endl;
  int which = 0;
  sigwait(&ends, &which);
  server.shutdown();
}
