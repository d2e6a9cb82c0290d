// SPDX-License-Identifier: MIT
#include <cardea/random.hpp>

#include <iostream>

int main() {
  const auto id = cardea::random_id(cardea::system_random(), {"abcdefghijklmnopqrstuvwxyz234567", 16});
  if (id.size() != 16) return 1;
  std::cout << "welcome, ada\n";
}
