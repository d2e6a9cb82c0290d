// SPDX-License-Identifier: MIT
#include "lucia.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

namespace bench {

std::optional<double> lucia_v3_per_second(const database& db, double seconds) {
  const auto list = scratch_folder() + "/tokens.txt";
  {
    std::ofstream out{list};
    for (const auto& token : db.tokens) out << token << '\n';
  }
  const auto command =
      "node '" CARDEA_LUCIA_PROGRAM "' '" + db.path + "' '" + list + "' " + std::to_string(seconds);
  FILE* pipe = popen(command.c_str(), "r");
  double per_second = 0;
  const bool read = pipe && std::fscanf(pipe, "%lf", &per_second) == 1;
  if (!pipe || pclose(pipe) != 0 || !read) {
    std::cerr << "Lucia was not measured: `./dev test` installs its packages\n";
    return std::nullopt;
  }
  return per_second;
}

}  // namespace bench
