// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mail/mailer.hpp>

#include <filesystem>

namespace cardea::mail {

/// Writes each letter to a file of its own, for development: nobody gets it. Files are named by the time and
/// end in ".eml"; they appear whole, and only their owner may read them, for what they hold signs people in.
class file_mailer final : public mailer {
 public:
  /// Makes the folder where it is not there. Throws `errc::unavailable` where it cannot be, and
  /// `errc::invalid_argument` for a sender that is none. `clock` outlives the mailer.
  file_mailer(std::filesystem::path folder, sender from, const time_source& clock = system_time());
  void send(const message& letter) override;

 private:
  std::filesystem::path folder_;
  sender from_;
  const time_source& clock_;
};

}  // namespace cardea::mail
