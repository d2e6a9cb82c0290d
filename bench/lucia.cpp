// SPDX-License-Identifier: MIT
#include "contender.hpp"
#include "scratch.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace bench {
namespace {

/// node with lucia-v3.mjs, spoken to line by line.
class lucia_process : public contender {
 public:
  explicit lucia_process(std::vector<std::string> arguments) {
    // A program that has ended is seen by what cannot be read from it.
    std::signal(SIGPIPE, SIG_IGN);
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
      throw std::runtime_error{"there are no pipes"};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    std::vector<char*> pointers;
    for (auto& one : arguments) pointers.push_back(one.data());
    pointers.push_back(nullptr);
    if (posix_spawnp(&child_, pointers[0], &actions, nullptr, pointers.data(), environ) != 0) child_ = -1;
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    to_ = fdopen(in[1], "w");
    from_ = fdopen(out[0], "r");
  }
  ~lucia_process() override {
    std::fclose(to_);
    std::fclose(from_);
    if (child_ > 0) waitpid(child_, nullptr, 0);
  }
  lucia_process(const lucia_process&) = delete;
  lucia_process& operator=(const lucia_process&) = delete;

  [[nodiscard]] bool is_ready() {
    char word[16] = "";
    return std::fscanf(from_, "%15s", word) == 1 && std::string_view{word} == "ready";
  }

  pace run(int callers, std::chrono::milliseconds time, clock_kind clock) override {
    double count = 0, wall = 0, processor = 0;
    std::fprintf(to_, "%d %lld\n", callers, static_cast<long long>(time.count()));
    if (std::fflush(to_) != 0 || std::fscanf(from_, "%lf %lf %lf", &count, &wall, &processor) != 3)
      throw std::runtime_error{"Lucia ended before its time; standard error says why"};
    return {count / (clock == clock_kind::wall ? wall : processor), processor / wall};
  }

 private:
  pid_t child_ = -1;
  FILE* to_ = nullptr;
  FILE* from_ = nullptr;
};

}  // namespace

std::unique_ptr<contender> lucia_v3(const database& db, const std::string& engine, std::size_t connections) {
  const auto list = scratch_folder() + "/" + new_name() + ".txt";
  {
    std::ofstream out{list};
    for (const auto& token : db.tokens) out << token << '\n';
    if (!out.flush()) throw std::runtime_error{"there is no room for the tokens in " + list};
  }
  auto started = std::make_unique<lucia_process>(std::vector<std::string>{
      "node", CARDEA_LUCIA_PROGRAM, engine, db.url(), list, std::to_string(connections)});
  if (!started->is_ready())
    throw std::runtime_error{"node does not run Lucia: `./dev bench` installs its packages"};
  return started;
}

}  // namespace bench
