// SPDX-License-Identifier: MIT
#include "input.hpp"

#include <cardea/error.hpp>

#include <array>
#include <cstdio>

namespace cardea::cli {

std::string read_standard_input() {
  constexpr std::size_t cap = 4 * 1024 * 1024;
  std::string all;
  std::array<char, 16384> part;
  while (const auto size = std::fread(part.data(), 1, part.size(), stdin)) {
    all.append(part.data(), size);
    if (all.size() > cap) throw error{errc::invalid_argument, "standard input is longer than 4 MiB"};
  }
  if (std::ferror(stdin)) throw error{errc::unavailable, "standard input cannot be read"};
  if (all.ends_with('\n')) all.pop_back(), all.ends_with('\r') ? all.pop_back() : void();
  return all;
}

std::string read_secret(const std::optional<std::string>& argument, bool from_input, const char* what) {
  if (argument.has_value() == from_input)
    throw error{errc::invalid_argument,
                std::string{what} + " is given as an argument or by --stdin, one of the two"};
  return argument ? *argument : read_standard_input();
}

}  // namespace cardea::cli
