// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>
#include <boost/json/parse.hpp>

#include <fstream>
#include <iterator>
#include <ostream>

namespace cardea::cli::test {
namespace {

finished spawn(const std::filesystem::path& directory, std::string line, const std::string& input) {
  std::ofstream{directory / "stdin", std::ios::binary} << input;
  // What a command leaves behind the system takes back; to look for it, and to note from where each thing was
  // asked for, is half of what most commands take.
  line = "export ASAN_OPTIONS=detect_leaks=0:malloc_context_size=1; cd '" + directory.string() +
         "' && unset CARDEA_DB; CARDEA='" CARDEA_PROGRAM "'; " + line;
  std::string shell = "sh", option = "-c";
  char* argv[] = {shell.data(), option.data(), line.data(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const auto in = (directory / "stdin").string(), out = (directory / "stdout").string(),
             err = (directory / "stderr").string();
  posix_spawn_file_actions_addopen(&actions, 0, in.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  pid_t child{};
  int state = -1;
  if (posix_spawnp(&child, "sh", &actions, nullptr, argv, environ) == 0) waitpid(child, &state, 0);
  posix_spawn_file_actions_destroy(&actions);
  return {WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state), text_of(out), text_of(err)};
}

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text)
    if (c == '\'')
      result += "'\\''";
    else
      result += c;
  return result + "'";
}

}  // namespace

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

boost::json::object finished::json() const {
  boost::json::error_code failed;
  const auto value = boost::json::parse(out, failed);
  EXPECT_TRUE(!failed && value.is_object()) << "status " << status << ", no JSON object: " << out << err;
  return value.is_object() ? value.as_object() : boost::json::object{};
}

std::string finished::code() const {
  const auto all = json();
  const auto* error = all.if_contains("error");
  if (!error || !error->as_object().contains("message")) return {};
  return std::string{error->at("code").as_string()};
}

std::string finished::text(std::string_view pointer) const {
  const boost::json::value all = json();
  boost::json::error_code failed;
  const auto* found = all.find_pointer(pointer, failed);
  return found && found->is_string() ? std::string{found->get_string()} : std::string{};
}

Cli::Cli() {
  auto name = (std::filesystem::temp_directory_path() / "cardea-cli-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error{"no directory"};
  directory = name;
}

Cli::~Cli() {
  std::error_code ignored;
  std::filesystem::remove_all(directory, ignored);
}

finished Cli::shell(const std::string& line, const std::string& input) const {
  return spawn(directory, line, input);
}

finished Cli::run(const arguments& line, const std::string& input) const {
  std::string text = "exec \"$CARDEA\"";
  for (const auto& one : line) text += " " + quoted(one);
  return shell(text, input);
}

finished Cli::cardea(const arguments& line, const std::string& input) const {
  arguments all{"--json", "--db", db, "--layout", layout};
  all.insert(all.end(), more.begin(), more.end());
  all.insert(all.end(), line.begin(), line.end());
  return run(all, input);
}

boost::json::object Cli::ok(const arguments& line, const std::string& input) const {
  const auto done = cardea(line, input);
  EXPECT_EQ(done.status, 0) << done.out << done.err;
  return done.json();
}

void Cli::sql(const std::string& text) const {
  sqlite3* file = nullptr;
  ASSERT_EQ(sqlite3_open((directory / "app.db").c_str(), &file), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(file, text.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(file);
  sqlite3_close(file);
}

void Cli::write(const std::string& name, std::string_view text) const {
  std::ofstream{directory / name, std::ios::binary} << text;
}

std::string Cli::user(const arguments& more_arguments) const {
  arguments line{"user", "create"};
  line.insert(line.end(), more_arguments.begin(), more_arguments.end());
  return std::string{ok(line).at("user").at("id").as_string()};
}

void PrintTo(const layout_name& one, std::ostream* out) { *out << one.name; }

}  // namespace cardea::cli::test
