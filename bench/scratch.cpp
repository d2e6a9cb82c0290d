// SPDX-License-Identifier: MIT
#include "scratch.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace bench {
namespace {

struct folder {
  std::string path;
  folder() {
    auto name = (std::filesystem::temp_directory_path() / "cardea-bench-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error{"there is no room for scratch files"};
    path = name;
  }
  ~folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  folder(const folder&) = delete;
  folder& operator=(const folder&) = delete;
};

}  // namespace

const std::string& scratch_folder() {
  static const folder scratch;
  return scratch.path;
}

std::string new_name() {
  static int last = 0;
  return "cardea_bench_" + std::to_string(getpid()) + "_" + std::to_string(++last);
}

}  // namespace bench
