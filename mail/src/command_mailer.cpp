// SPDX-License-Identifier: MIT
#include <cardea/mail/command_mailer.hpp>

#include <algorithm>
#include <utility>

#include <sysexits.h>

#include "checked.hpp"
#include "spawn.hpp"

namespace cardea::mail {
namespace {

constexpr std::string_view place = "{to}";

std::string with_address(std::string argument, const std::string& address) {
  for (std::size_t at = 0; (at = argument.find(place, at)) != std::string::npos; at += address.size())
    argument.replace(at, place.size(), address);
  return argument;
}

bool may_do_better(int status) {
  return status == EX_UNAVAILABLE || status == EX_OSERR || status == EX_IOERR || status == EX_TEMPFAIL;
}

}  // namespace

command_mailer::command_mailer(command_options options) : options_{std::move(options)} {
  detail::require_sender(options_.from);
  auto& command = options_.command;
  const auto program = command.empty() ? std::string{} : detail::find_program(command.front());
  if (program.empty()) throw error{errc::invalid_argument, "there is no such program to send mail with"};
  command.front() = program;
  for (const auto& argument : command)
    if (argument.find('\0') != std::string::npos)
      throw error{errc::invalid_argument, "an argument of the mail program holds a NUL"};
  if (options_.time_limit <= std::chrono::milliseconds::zero())
    throw error{errc::invalid_argument, "the mail program is given no time"};
  if (!options_.clock) options_.clock = &system_time();
}

void command_mailer::send(const message& letter) {
  // First, since it refuses what is no address.
  auto text = to_rfc5322(letter, options_.from, options_.clock->now());
  std::erase(text, '\r');
  auto command = options_.command;
  for (auto argument = command.begin() + 1; argument != command.end(); ++argument)
    *argument = with_address(std::move(*argument), letter.to);
  const int status = detail::run(command, text, options_.time_limit);
  if (status == 0) return;
  throw error{may_do_better(status) ? errc::unavailable : errc::internal,
              status < 0 ? "the mail program died of signal " + std::to_string(-status)
                         : "the mail program ended with status " + std::to_string(status)};
}

}  // namespace cardea::mail
