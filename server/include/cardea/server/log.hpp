// SPDX-License-Identifier: MIT
#pragma once
#include <chrono>
#include <initializer_list>
#include <memory>
#include <string_view>

namespace cardea::server {

enum class log_level { debug, info, warning, error };

struct log_options {
  log_level level = log_level::info;
  bool access = true;    ///< a line for each request
  bool is_json = false;  ///< JSON lines; else key=value
};

/// A request as the log knows it: nothing in it can be used, or tells a person from their neighbours.
struct access_entry {
  std::string_view method;
  std::string_view route;  ///< empty: none that is known
  int status;
  std::chrono::microseconds duration;
  std::size_t bytes;  ///< of the response's body
  std::string_view client;
};

/// Lines of key=value or JSON on standard error, written by a thread of its own: where nobody reads them the
/// oldest are dropped, and no request waits. Safe to call from several threads at once.
class log {
 public:
  struct pair {
    std::string_view key;
    std::string_view value;
    bool is_number = false;  ///< in JSON, no text
  };
  explicit log(const log_options& how = {});
  ~log();
  log(const log&) = delete;
  log& operator=(const log&) = delete;

  /// `event` is a sentence; the pairs stand behind it.
  void write(log_level level, std::string_view event, std::initializer_list<pair> pairs = {}) noexcept;
  void access(const access_entry& one) noexcept;
  [[nodiscard]] bool has_access() const noexcept;

 private:
  class state;
  std::unique_ptr<state> state_;
};

}  // namespace cardea::server
