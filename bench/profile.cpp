// SPDX-License-Identifier: MIT
#include <cardea/auth.hpp>
#include <cardea/cached/sole_writer.hpp>
#include <cardea/cached/store.hpp>
#include <cardea/postgres/store.hpp>
#include <cardea/sqlite/store.hpp>

#include <charconv>
#include <chrono>
#include <ctime>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace {

struct person {
  std::string username;
};
BOOST_DESCRIBE_STRUCT(person, (), (username))

std::unique_ptr<cardea::store> open(const std::string& url, const cardea::sql::layout& layout) {
  if (url.starts_with("sqlite:"))
    return std::make_unique<cardea::sqlite::store>(cardea::sqlite::pool{url.substr(7)}, layout);
  return std::make_unique<cardea::postgres::store>(cardea::postgres::pool{url}, layout);
}

std::int64_t processor_time() {
  timespec used{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return used.tv_sec * 1'000'000'000 + used.tv_nsec;
}

}  // namespace

/// Validates the tokens of a hundred sessions in turn, and nothing else: what a profiler is to look at.
///     cardea_profile sqlite:FILE|postgres://... lucia_v3|cardea COUNT [cached]
int main(int count, char** words) try {
  if (count < 4) throw cardea::error{cardea::errc::invalid_argument, "URL, layout and count are wanted"};
  const std::string url = words[1], name = words[2], number = words[3];
  const auto layout = name == "cardea" ? cardea::layouts::cardea() : cardea::layouts::lucia_v3();
  std::int64_t times = 0;
  std::from_chars(number.data(), number.data() + number.size(), times);
  auto store = open(url, layout);
  if (count > 4)
    store = std::make_unique<cardea::cached::store>(std::move(store),
                                                    std::make_unique<cardea::cached::sole_writer>());
  cardea::auth<person> auth{std::move(store)};
  auth.migrate();
  std::vector<std::string> tokens;
  for (int i = 0; i < 100; ++i) {
    const auto user = auth.create_user({.username = "ada.lovelace@example.com"});
    tokens.push_back(auth.create_session(user->id)->token);
  }
  cardea::auth<person>::validation who;
  for (const auto& token : tokens)
    if (!auth.validate(token, who)) return 1;
  const auto start = processor_time();
  for (std::int64_t i = 0; i < times; ++i)
    if (!auth.validate(tokens[static_cast<std::size_t>(i % 100)], who)) return 1;
  const auto each = static_cast<double>(processor_time() - start) / static_cast<double>(times);
  std::cout << each << " ns of a processor each, " << 1e9 / each << " in a second of it\n";
} catch (const std::exception& e) {
  std::cerr << e.what() << '\n';
  return 2;
}
