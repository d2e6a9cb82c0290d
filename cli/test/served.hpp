// SPDX-License-Identifier: MIT
#pragma once
#include "client.hpp"
#include "run.hpp"

#include <sys/types.h>

#include <string>
#include <string_view>

namespace cardea::cli::test {

using server::test::client;
using server::test::eventually;
using server::test::status_of;

/// `cardea serve` beside the test, on a free port; the database and the attributes are those of the fixture.
class Serve : public Cli {
 protected:
  ~Serve() override;
  /// Until it listens. `options` stand behind `serve`; `environment` before the program: "A=b".
  void start(const arguments& options = {"--migrate"}, const std::string& environment = {});
  /// SIGTERM; the exit status.
  int stop();
  void signal(int number) const;
  [[nodiscard]] client connect() const { return client{address}; }
  /// The response to a request on a connection of its own; `body` is JSON, and `cookie` is what `cookie_of`
  /// says.
  [[nodiscard]] std::string ask(const std::string& line, const std::string& body = {},
                                const std::string& cookie = {}) const;
  [[nodiscard]] std::string sign_up(const std::string& name) const;
  /// What the program said so far.
  [[nodiscard]] std::string out() const;
  [[nodiscard]] std::string err() const;

  std::string address, metrics;
  pid_t process = 0;
};

/// The value for a Cookie header from a response's Set-Cookie.
[[nodiscard]] std::string cookie_of(std::string_view response);

inline const std::string password = "a quiet horse in the rain";

}  // namespace cardea::cli::test
