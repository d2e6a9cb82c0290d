// SPDX-License-Identifier: MIT
#include <cardea/cookie.hpp>
#include <cardea/error.hpp>

#include <algorithm>

#include "input.hpp"

namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }

void write_and_read_back(const std::string& name, const std::string& value, cardea::cookie_style style) {
  cardea::cookie c;
  c.name = name;
  c.value = value;
  c.style = style;
  std::string written;
  try {
    written = c.serialize();
  } catch (const cardea::error& refused) {
    fuzz::demand(refused.code() == cardea::errc::invalid_argument);
    return;
  }
  fuzz::demand(std::none_of(written.begin(), written.end(), is_control));
  const auto pair = written.substr(0, written.find(';'));
  const auto found = cardea::find_cookie(pair, name);
  const bool readable = std::none_of(value.begin(), value.end(), is_control);
  // A value that is no UTF-8 comes back in its encoding, as from JavaScript's decodeURIComponent.
  fuzz::demand(found.has_value() == readable || found == pair.substr(pair.find('=') + 1));
}

}  // namespace

// The first line is a name, the rest a header.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [name, header] = fuzz::split_line(fuzz::text_of(data, size));
  const auto value = cardea::find_cookie(header, name);
  if (value) {
    fuzz::demand(!name.empty() && value->size() <= header.size());
    fuzz::demand(std::none_of(value->begin(), value->end(), is_control));
  }
  for (const auto style : {cardea::cookie_style::lucia_v1, cardea::cookie_style::lucia_v3}) {
    write_and_read_back(std::string{name}, std::string{header}, style);
  }
  return 0;
}
