// SPDX-License-Identifier: MIT
#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>

#include <stdlib.h>

/// A folder of a test's own, gone with this object.
class folder {
 public:
  folder() {
    auto name = (std::filesystem::temp_directory_path() / "cardea-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error{"no folder for the test"};
    path_ = name;
  }
  ~folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  folder(const folder&) = delete;
  folder& operator=(const folder&) = delete;
  [[nodiscard]] std::string operator/(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};
