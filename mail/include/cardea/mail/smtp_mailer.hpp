// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mail/mailer.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace cardea::mail {

struct smtp_options {
  /// "smtp://mail.x.example:587" or "smtps://mail.x.example". A path is the name to greet with. Never with a
  /// user or a password: URLs are shown.
  std::string url;
  sender from;
  std::string user{};      ///< empty: nobody signs in
  std::string password{};  ///< goes to no message of an error
  /// Whether smtp:// has to become encrypted before anything is said. Absent: unless the host is this machine
  /// ("localhost", 127.0.0.0/8, ::1). False is for this machine alone.
  std::optional<bool> starttls{};
  std::string ca_file{};  ///< who vouches for the server's certificate, in PEM; empty: the system's
  std::chrono::milliseconds connect_limit{10'000};
  std::chrono::milliseconds time_limit{30'000};  ///< for all of a letter
  const time_source* clock = nullptr;            ///< null: the system's. Outlives the mailer
};

/// Sends each letter to a server (RFC 5321) on a connection of its own, through libcurl. The certificate of
/// an encrypted one is always checked. Proxies and .netrc files of the environment are not heeded.
class smtp_mailer final : public mailer {
 public:
  /// Throws `errc::invalid_argument` for a URL that is none, and where options contradict themselves.
  explicit smtp_mailer(smtp_options options);
  /// `errc::unavailable` where the server cannot be reached or trusted, or says to come back later (4yz);
  /// `errc::internal` where it refuses for good.
  void send(const message& letter) override;

 private:
  smtp_options options_;
};

}  // namespace cardea::mail
