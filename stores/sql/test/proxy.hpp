// SPDX-License-Identifier: MIT
#pragma once
#include <atomic>
#include <string>
#include <thread>
#include <vector>

/// Stands between a test and its server, and breaks what passes through it.
class proxy {
 public:
  /// `server_url` names a port, on loopback.
  explicit proxy(const std::string& server_url);
  ~proxy();
  proxy(const proxy&) = delete;
  proxy& operator=(const proxy&) = delete;

  /// The URL with the proxy in the place of the server.
  [[nodiscard]] std::string through(const std::string& url) const;
  /// As a server that is killed: every connection is reset, and new ones are refused until `start`.
  void stop();
  void start();
  /// The next word of the server's, behind so many others, is not passed on: the connection is reset in its
  /// place.
  void cut_next_answer(int behind = 0) {
    behind_ = behind;
    how_ = answers::cut;
  }
  /// The next word to the server does not reach it.
  void cut_next_question() { is_deaf_ = true; }
  /// From now on the server's words are kept back and the connections stay open.
  void keep_answers() { how_ = answers::kept; }
  void pass_answers() { how_ = answers::passed; }
  /// How many connections were made.
  [[nodiscard]] int count() const { return count_; }

 private:
  enum class answers { passed, cut, kept };
  struct pair {
    int client, server;
  };
  void run();
  void listen_again();
  void close_all();
  [[nodiscard]] bool forward(const pair& one, bool from_server);

  int port_ = 0, server_port_ = 0, listening_ = -1;
  std::vector<pair> pairs_{};
  std::atomic<answers> how_{answers::passed};
  std::atomic<bool> is_wanted_{true}, is_up_{true}, is_over_{false}, is_deaf_{false};
  std::atomic<int> count_{0}, behind_{0};
  std::thread thread_{};
};
