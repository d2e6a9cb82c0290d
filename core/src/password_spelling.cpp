// SPDX-License-Identifier: MIT
#include "password_spelling.hpp"

#include <cardea/unicode.hpp>

#include <algorithm>

#include "sodium.hpp"

namespace cardea::detail {
namespace {

secret_text spell_once(std::string_view password, spelling way) {
  if (way == spelling::as_given) return secret_text{password};
  auto normal = way == spelling::nfc ? to_nfc(password) : to_nfkc(password);
  if (!normal) throw error{errc::invalid_password, "the password is not well-formed UTF-8"};
  const wiped guard{*normal};
  return secret_text{*normal};
}

}  // namespace

secret_text::secret_text(std::string_view text)
    : bytes_{std::make_unique<char[]>(text.size()).release(), {text.size()}} {
  std::copy(text.begin(), text.end(), bytes_.get());
}

void secret_text::wipe_and_delete::operator()(char* bytes) const noexcept {
  sodium_memzero(bytes, size);
  delete[] bytes;
}

std::vector<secret_text> spell(std::string_view password, std::initializer_list<spelling> ways) {
  std::vector<secret_text> spelled;
  spelled.reserve(ways.size());
  for (const auto way : ways) {
    auto text = spell_once(password, way);
    const auto same = [&](const secret_text& other) { return other.view() == text.view(); };
    if (std::none_of(spelled.begin(), spelled.end(), same)) spelled.push_back(std::move(text));
  }
  return spelled;
}

}  // namespace cardea::detail
