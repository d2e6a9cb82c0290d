// SPDX-License-Identifier: MIT
#pragma once
#include "options.hpp"
#include "settings.hpp"

#include <cardea/pages/pages.hpp>
#include <cardea/server/log.hpp>
#include <cardea/server/options.hpp>
#include <cardea/service/options.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace cardea::cli {

/// How mail leaves.
struct mail_settings {
  std::string to{};  ///< file:FOLDER, command:PROGRAM ..., smtp://... or smtps://...; empty: no mail is sent
  std::string from{};
  std::string from_name{};
  std::string user{}, password{}, ca_file{};  ///< for smtp
};

/// What `cardea serve` goes by.
struct serve_settings {
  server::options server{};
  server::log_options log{};
  service::service_options service{};
  pages::page_options pages{};
  mail_settings mail{};
  std::vector<std::string> listen{"127.0.0.1:8080"};
  std::string metrics_listen{};
  server::tls_files tls{};
  std::vector<std::string> trusted_proxies{};
  http::forwarding forwarding = http::forwarding::x_forwarded;
  duration sweep_every = std::chrono::minutes{10};
  std::size_t session_cache = 0;  ///< bytes; 0: none
};

/// An option of `cardea serve`: --NAME, NAME under [serve] in cardea.toml, CARDEA_SERVE_NAME in the
/// environment.
struct serve_option {
  const char* name;
  const char* value;
  const char* help;
  /// Throws `errc::invalid_argument` with why the text is none.
  void (*read)(serve_settings& into, const std::string& text);
  bool is_secret = false;  ///< not on the line, which other users of the machine can read
};
[[nodiscard]] const std::vector<serve_option>& serve_options();

/// `line` goes before the environment, the environment before [serve]. Throws `errc::invalid_argument`,
/// naming where it was said.
[[nodiscard]] serve_settings understand_serve(const said& line, const pairs& config);

}  // namespace cardea::cli
