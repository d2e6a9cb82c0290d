// SPDX-License-Identifier: MIT
#include "sqlite_database.hpp"

#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <stdexcept>

namespace bench {
namespace {

using namespace std::chrono_literals;

struct user_attributes {
  std::string username;
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username))

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

/// Fills the file through Cardea itself, in one transaction of the application's.
database make(cardea::sql::layout layout, const std::string& name, std::size_t sessions) {
  database made{.path = scratch_folder() + "/" + name + "-" + std::to_string(sessions) + ".db", .tokens = {}};
  { cardea::auth<user_attributes>{cardea::sqlite::store{cardea::sqlite::pool{made.path}, layout}}.migrate(); }
  sqlite3* handle = nullptr;
  if (sqlite3_open(made.path.c_str(), &handle) != SQLITE_OK)
    throw std::runtime_error{"the database cannot be opened"};
  sqlite3_exec(handle, "BEGIN", nullptr, nullptr, nullptr);
  {
    cardea::auth<user_attributes> auth{
        cardea::sqlite::borrowed_store{cardea::sqlite::borrowed{handle}, layout}};
    std::string user_id;
    for (std::size_t i = 0; i < sessions; ++i) {
      if (i % 10 == 0) user_id = auth.create_user({.username = "user-" + std::to_string(i)})->id;
      made.tokens.push_back(auth.create_session(user_id)->token);
    }
  }
  sqlite3_exec(handle, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE); ANALYZE", nullptr, nullptr, nullptr);
  sqlite3_close(handle);
  std::ranges::shuffle(made.tokens, std::mt19937{42});
  return made;
}

const database& kept(const std::string& name, cardea::sql::layout (*layout)(cardea::layouts::table_names),
                     std::size_t sessions) {
  static std::map<std::string, database> all;
  const auto key = name + std::to_string(sessions);
  const auto found = all.find(key);
  return found != all.end() ? found->second
                            : all.emplace(key, make(layout({}), name, sessions)).first->second;
}

}  // namespace

const std::string& scratch_folder() {
  static const folder scratch;
  return scratch.path;
}

const database& lucia_v3_database(std::size_t sessions) {
  return kept("lucia-v3", cardea::layouts::lucia_v3, sessions);
}
const database& cardea_database(std::size_t sessions) {
  return kept("cardea", cardea::layouts::cardea, sessions);
}

}  // namespace bench
