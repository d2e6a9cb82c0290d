// SPDX-License-Identifier: MIT
#include "serve_settings.hpp"

#include <cardea/error.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>

namespace cardea::cli {
namespace {

[[noreturn]] void refuse(const std::string& why) { throw error{errc::invalid_argument, why}; }

const serve_option* option_named(std::string_view name) {
  const auto& all = serve_options();
  const auto found = std::ranges::find_if(all, [&](const auto& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

constexpr std::string_view prefix = "CARDEA_SERVE_";

/// "max-head": "CARDEA_SERVE_MAX_HEAD".
std::string variable_of(std::string_view name) {
  std::string variable{prefix};
  for (const char c : name)
    variable += c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return variable;
}

/// A misspelt variable is refused as a misspelt option is. Kubernetes sets some by itself for whatever it
/// calls "cardea-serve".
void check_environment() {
  for (char** at = environ; *at; ++at) {
    const std::string_view one = *at;
    const auto name = one.substr(0, one.find('='));
    if (!name.starts_with(prefix) || name == "CARDEA_SERVE_PORT" || name.starts_with("CARDEA_SERVE_PORT_") ||
        name.starts_with("CARDEA_SERVE_SERVICE_"))
      continue;
    if (std::ranges::none_of(serve_options(), [&](const auto& o) { return variable_of(o.name) == name; }))
      refuse("there is no option for " + std::string{name} + " in the environment");
  }
}

/// What [serve] says of each option. A table in it is a list: [serve.features] pages = false.
std::map<std::string, std::string> by_option(const pairs& config) {
  std::map<std::string, std::string> all;
  for (const auto& [path, value] : config) {
    const auto dot = path.find('.');
    const auto name = path.substr(0, dot);
    if (!option_named(name)) refuse("cardea.toml: there is no option \"" + name + "\" in [serve]");
    if (dot == std::string::npos) {
      if (!all.emplace(name, value).second) refuse("cardea.toml: serve." + name + " is said twice");
      continue;
    }
    auto& list = all[name];
    list += (list.empty() ? "" : ",") + path.substr(dot + 1) + "=" + value;
  }
  return all;
}

void check_at(const std::string& option, const std::string& address) {
  try {
    server::check_address(address);
  } catch (const error& e) {
    refuse("--" + option + ": " + e.what());
  }
}

void check(const serve_settings& s) {
  if (s.tls.certificate.empty() != s.tls.key.empty())
    refuse("--tls-certificate and --tls-key: either is of use with the other only");
  if (s.listen.empty()) refuse("--listen: an address is wanted");
  if (s.mail.to.empty() != s.mail.from.empty())
    refuse("--mail and --mail-from: either is of use with the other only");
  if (!s.mail.to.empty() && s.service.base_url.empty())
    refuse("--base-url is wanted where mail is sent: links in mails begin with it");
}

}  // namespace

serve_settings understand_serve(const said& line, const pairs& config) {
  check_environment();
  const auto file = by_option(config);
  serve_settings s;
  for (const auto& option : serve_options()) {
    std::string text, where;
    const auto variable = variable_of(option.name);
    const char* const environment = std::getenv(variable.c_str());
    if (const auto said_there = line.find(std::string_view{option.name}); said_there != line.end()) {
      text = std::get<std::string>(said_there->second);
      where = "--" + std::string{option.name};
    } else if (environment) {
      text = environment;
      where = variable;
    } else if (const auto found = file.find(option.name); found != file.end()) {
      text = found->second;
      where = "serve." + std::string{option.name};
    } else {
      continue;
    }
    try {
      option.read(s, text);
    } catch (const error& e) {
      // A list of pairs speaks for no option of its own.
      const std::string_view why = e.what();
      refuse(where + ": " + std::string{why.starts_with("--: ") ? why.substr(4) : why});
    }
  }
  check(s);
  for (const auto& address : s.listen) {
    check_at("listen", address);
    server::listener one{.address = address};
    if (!s.tls.certificate.empty()) one.tls = s.tls;
    s.server.listeners.push_back(std::move(one));
  }
  if (!s.metrics_listen.empty()) {
    check_at("metrics-listen", s.metrics_listen);
    s.server.listeners.push_back({.address = s.metrics_listen, .tls = {}, .for_metrics = true});
  }
  try {
    s.service.proxies = http::trusted_proxies{s.trusted_proxies, s.forwarding};
  } catch (const error& e) {
    refuse(std::string{"--trusted-proxies: "} + e.what());
  }
  return s;
}

}  // namespace cardea::cli
