// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "open_store.hpp"
#include "serve_mail.hpp"
#include "serve_observer.hpp"
#include "serve_settings.hpp"
#include "sweeper.hpp"

#include <cardea/cached/store.hpp>
#include <cardea/mail/mail_queue.hpp>
#include <cardea/server/server.hpp>
#include <cardea/service/service.hpp>

#include <sys/resource.h>
#include <boost/json/array.hpp>

#include <algorithm>

namespace cardea::cli {
namespace {

struct arguments {
  said options{};
  bool migrate = false;
};

/// Connections need descriptors, and so do files, the database and the listeners.
void raise_file_limit(server::limits& most) {
  constexpr rlim_t others = 512;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
  const auto there = limit.rlim_cur > 2 * others ? limit.rlim_cur - others : limit.rlim_cur / 2;
  most.connections = std::min<std::size_t>(most.connections, there);
}

void make_tables(const settings& from, bool with_cache) {
  const auto db = open_store(from, opening::made);
  db.store->prepare(from.user_attributes, from.session_attributes);
  const auto now = system_time().now();
  static_cast<void>(migrate(db, true, {.service = true, .cache = with_cache}, {.now = now}));
}

void check_tables(service_store& service) {
  for (const auto& one : service.check())
    if (one.severity == severity::error)
      throw error{errc::schema_mismatch,
                  "table \"" + one.table + "\" is missing, or not as a server needs it"};
}

/// Whether the database answers: an indexed look-up of what nobody has.
bool answers(service_store& service) {
  static_cast<void>(service.find_one_time("is it there?"));
  return true;
}

std::string url_of(const std::string& address, bool is_secure) {
  return address.starts_with("unix:") ? address : (is_secure ? "https://" : "http://") + address;
}

void announce(const program& p, const server::server& running,
              const std::vector<server::listener>& listeners) {
  boost::json::array all;
  std::string lines;
  for (std::size_t i = 0; i < listeners.size(); ++i) {
    const auto& address = running.addresses()[i];
    const auto url = url_of(address, listeners[i].tls.has_value());
    if (!listeners[i].for_metrics) all.emplace_back(url);
    lines += listeners[i].for_metrics ? "metrics at " + url + "/metrics\n" : "listening on " + url + "\n";
  }
  boost::json::object json{{"listening", std::move(all)}};
  if (listeners.back().for_metrics)
    json.emplace("metrics", url_of(running.addresses().back(), false) + "/metrics");
  p.out.answer(json, lines);
}

status serve(program& p, const arguments& given) {
  auto how = understand_serve(given.options, p.options.serve);
  p.maker = how.session_cache != 0 ? "migrate --service --cache" : "migrate --service";
  raise_file_limit(how.server.limits);
  auto mailer = open_mailer(how.mail);
  const pages::pages pages{how.pages};
  if (given.migrate) make_tables(p.options, how.session_cache != 0);
  if (!has_database(p.options))
    throw error{errc::unavailable, "there is no database yet; `" + p.options.invocation + ' ' +
                                       std::string{p.maker} + "` makes it, and so does `serve --migrate`"};

  auto db = open_store(p.options, opening::existing,
                       how.server.database.threads + how.server.passwords.threads + 1);
  const auto kept = std::move(db.service);
  const cached::store* cache = nullptr;
  if (how.session_cache != 0) {
    auto before = std::make_unique<cached::store>(std::move(db.store), db.channel(),
                                                  cached::options{.memory = how.session_cache});
    cache = before.get();
    db.store = std::move(before);
  }
  auto auth = auth_on(p.options, std::move(db.store));
  auth.check();
  check_tables(*kept);

  server::log log{how.log};
  serve_observer observer{log};
  std::unique_ptr<mail::mail_queue> letters;
  if (mailer) {
    letters = std::make_unique<mail::mail_queue>(std::move(mailer), observer.of_mail());
    how.service.send_mail = [&letters](mail::message one) { return letters->enqueue(std::move(one)); };
  }
  how.service.observe = [&observer](const service::event& one) { observer.note(one); };
  const auto proxies = how.service.proxies;
  service::service application{auth, *kept, pages, how.service};

  how.server.handles_signals = true;
  how.server.log = &log;
  how.server.is_ready = [&kept] { return answers(*kept); };
  how.server.client_network = [&proxies](const http::request& one) {
    return http::network_of(http::client_of(one, proxies).address);
  };
  how.server.more_metrics = [&] { return observer.text(letters.get()) + metrics_of(cache); };
  server::server running{application, how.server};
  const sweeper sweeping{auth, *kept, how.sweep_every, log};
  announce(p, running, how.server.listeners);
  const bool all_was_answered = running.run();
  if (letters) letters->stop(how.server.drain_time);
  if (all_was_answered) return yes;
  output::complain("cardea: the time to stop was over, and requests that were under way were cut off");
  return broken;
}

}  // namespace

void add_serve(command root) {
  const auto app =
      root.add("serve",
               "Serve sign-up, sign-in and sessions over HTTP: pages for people, JSON for programs, and an "
               "answer for proxies. SIGTERM finishes what is under way; SIGHUP reads the TLS files again. "
               "Each option is also a key under [serve] in cardea.toml, and a variable: "
               "CARDEA_SERVE_MAX_BODY.",
               "cardea --db sqlite:app.db --user-attributes username:string serve --migrate");
  if (!app.is_mentioned()) return;
  auto given = std::make_shared<arguments>();
  for (const auto& option : serve_options()) {
    if (option.is_secret) continue;
    const std::string name = option.name;
    app.add_option(
           "--" + name,
           [given = given.get(), name](const std::string& value) { given->options.emplace(name, value); },
           option.help)
        .type_name(option.value);
  }
  app.add_flag(
      "--migrate", given->migrate,
      "first make the tables, as `cardea migrate --service` does, and with --session-cache what `migrate "
      "--cache` makes");
  app.set_run(std::move(given), serve);
}

}  // namespace cardea::cli
