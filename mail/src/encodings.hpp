// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mail/message.hpp>

#include <string>
#include <string_view>

namespace cardea::mail::detail {

struct encoded {
  std::string_view encoding;  ///< the value of Content-Transfer-Encoding
  std::string text;           ///< lines ended by CRLF, the last one too
};
/// The text of a letter in the simplest encoding that the form allows.
[[nodiscard]] encoded encoded_body(std::string_view text, text_form form);

/// A name before an address: quoted, or in encoded words (RFC 2047) where it is beyond ASCII.
[[nodiscard]] std::string phrase(std::string_view name);
/// The value of a field like Subject, folded, in encoded words where it has to be.
[[nodiscard]] std::string unstructured(std::string_view text);

}  // namespace cardea::mail::detail
