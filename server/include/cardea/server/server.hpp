// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/http/application.hpp>
#include <cardea/server/options.hpp>

#include <memory>
#include <string>
#include <vector>

namespace cardea::server {

/// HTTP/1.1 over an application, by Boost.Beast. It answers /healthz (the process lives) and /readyz (it can
/// serve) itself; all else is the application's.
class server {
 public:
  /// Listens; connections wait until `run`. `serves` outlives the server. Throws `errc::invalid_argument` for
  /// options that cannot be, and `errc::unavailable` where an address cannot be had or a file cannot be read.
  server(http::application& serves, options how);
  ~server();
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  /// Serves until `stop`. True: everything that was accepted was answered; false: the time for it was over.
  bool run();
  /// No more connections are taken, and what is under way is finished. From any thread, at any time.
  void stop();
  /// Reads the TLS files again; where that fails, those in use stay, and the log says so. From any thread.
  void reload();

  /// Where it listens, in the order of the options, with the ports that were found.
  [[nodiscard]] const std::vector<std::string>& addresses() const noexcept;

 private:
  class state;
  std::unique_ptr<state> state_;
};

}  // namespace cardea::server
