// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mail/mailer.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace cardea::mail {

struct command_options {
  /// The program and its arguments, {"/usr/sbin/sendmail", "-i", "-t"}: no shell reads them. A "{to}" in an
  /// argument becomes the address, which is one and does not begin with "-".
  std::vector<std::string> command;
  sender from;
  std::chrono::milliseconds time_limit{30'000};  ///< then the program is killed
  const time_source* clock = nullptr;            ///< null: the system's. Outlives the mailer
};

/// Gives each letter to a program on its standard input, lines ended by LF as on every Unix. The program's
/// environment is PATH, HOME, USER, LOGNAME, LANG and TZ, and of open files it has the standard ones: no
/// secret of a server gets into it. What it says on standard error goes to that of this process.
class command_mailer final : public mailer {
 public:
  /// Throws `errc::invalid_argument` where there is no such program, or the options contradict themselves.
  explicit command_mailer(command_options options);
  /// `errc::unavailable` where the program may do better later: it took too long, could not be started, or
  /// ended with EX_UNAVAILABLE, EX_OSERR, EX_IOERR or EX_TEMPFAIL of sysexits.h; otherwise `errc::internal`.
  void send(const message& letter) override;

 private:
  command_options options_;
};

}  // namespace cardea::mail
