// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/random.hpp>
#include <cardea/time.hpp>

#include <string>
#include <string_view>

namespace cardea::mail {

/// A letter to one person, in plain text. Both texts are UTF-8.
struct message {
  std::string to;       ///< one address as `is_address` takes it, without a name
  std::string subject;  ///< one line
  std::string text;     ///< lines that end in "\n"
};

/// Who writes.
struct sender {
  std::string address;
  std::string name{};  ///< shown beside the address; empty: none
};

/// Whether it is one address that a mail can be sent to, "ada@x.example": the addr-spec of RFC 5322 in ASCII,
/// without comments, quotes, blanks and address literals; up to 64 bytes before the "@" and 254 in all, and
/// no
/// "-" at its start, which a program would take for an option. So no comma, no control character and no
/// second address gets through. A domain beyond ASCII is written in punycode ("xn--..."); a mailbox beyond
/// ASCII (RFC 6531) is refused, since few servers take it.
[[nodiscard]] bool is_address(std::string_view text) noexcept;

/// How lines of the text are written: `safe` for every server (in quoted-printable where they are long or
/// beyond ASCII), `readable` as they are.
enum class text_form { safe, readable };

/// The message as it travels (RFC 5322, MIME), lines ended by CRLF, its header fields in ASCII (RFC 2047).
/// Throws `errc::invalid_argument` for addresses that are none, a name or a subject with control characters,
/// a text with a NUL, and what is not UTF-8.
[[nodiscard]] std::string to_rfc5322(const message& letter, const sender& from, timestamp now,
                                     text_form form = text_form::safe,
                                     random_source& random = system_random());

}  // namespace cardea::mail
