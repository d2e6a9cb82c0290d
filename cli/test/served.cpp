// SPDX-License-Identifier: MIT
#include "served.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <utility>

namespace cardea::cli::test {
namespace {

std::string word(const std::string& text) { return "'" + text + "'"; }

/// What stands behind `mark` in its line.
std::string behind(const std::string& text, const std::string& mark) {
  const auto at = text.find(mark);
  if (at == std::string::npos || text.find('\n', at) == std::string::npos) return {};
  return text.substr(at + mark.size(), text.find('\n', at) - at - mark.size());
}

}  // namespace

Serve::~Serve() {
  if (process != 0) stop();
}

void Serve::start(const arguments& options, const std::string& environment) {
  std::string line = "cd " + word(directory.string()) + " && exec env " + environment +
                     " '" CARDEA_PROGRAM "' --db " + word(db) + " --layout " + layout +
                     " --cookie secure=false";
  for (const auto& one : more) line += " " + word(one);
  line += " serve --listen 127.0.0.1:0 --metrics-listen 127.0.0.1:0";
  for (const auto& one : options) line += " " + word(one);
  std::string shell = "sh", option = "-c";
  char* argv[] = {shell.data(), option.data(), line.data(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const auto to = (directory / "serve.out").string(), errors = (directory / "serve.err").string();
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, to.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ASSERT_EQ(posix_spawnp(&process, "sh", &actions, nullptr, argv, environ), 0);
  posix_spawn_file_actions_destroy(&actions);
  ASSERT_TRUE(eventually([&] { return !behind(out(), "metrics at http://").empty(); })) << err();
  address = behind(out(), "listening on http://");
  metrics = behind(out(), "metrics at http://");
  metrics.resize(metrics.find('/'));
}

void Serve::signal(int number) const { kill(process, number); }

int Serve::stop() {
  signal(SIGTERM);
  int state = -1;
  waitpid(std::exchange(process, 0), &state, 0);
  return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
}

std::string Serve::ask(const std::string& line, const std::string& body, const std::string& cookie) const {
  std::string fields = "Sec-Fetch-Site: same-origin\r\n";
  if (!body.empty())
    fields += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  if (!cookie.empty()) fields += "Cookie: " + cookie + "\r\n";
  return connect().ask(server::test::request(line + " HTTP/1.1", fields, body));
}

std::string Serve::sign_up(const std::string& name) const {
  return ask("POST /api/sign-up", R"({"identifier":")" + name + R"(","password":")" + password + "\"}");
}

std::string Serve::out() const { return text_of(directory / "serve.out"); }
std::string Serve::err() const { return text_of(directory / "serve.err"); }

std::string cookie_of(std::string_view response) {
  std::string all;
  constexpr std::string_view field = "\r\nSet-Cookie: ";
  for (auto at = response.find(field); at != std::string_view::npos; at = response.find(field, at + 1)) {
    const auto value = response.substr(at + field.size());
    all += (all.empty() ? "" : "; ") + std::string{value.substr(0, value.find(';'))};
  }
  return all;
}

}  // namespace cardea::cli::test
