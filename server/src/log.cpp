// SPDX-License-Identifier: MIT
#include <cardea/server/log.hpp>

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace cardea::server {
namespace {

constexpr std::size_t most_lines = 4096;  // that wait to be written

spdlog::level::level_enum level_of(log_level level) {
  switch (level) {
    case log_level::debug:
      return spdlog::level::debug;
    case log_level::info:
      return spdlog::level::info;
    case log_level::warning:
      return spdlog::level::warn;
    case log_level::error:
      break;
  }
  return spdlog::level::err;
}

/// A value as key=value has it: quoted, by JSON's rules, where it would not be read back as it is.
void append_value(std::string& line, std::string_view text) {
  const bool is_plain = !text.empty() && std::ranges::all_of(text, [](char c) {
    return c > ' ' && c < '\x7f' && c != '"' && c != '=' && c != '\\';
  });
  line += is_plain ? std::string{text} : boost::json::serialize(boost::json::string_view{text});
}

}  // namespace

class log::state {
 public:
  explicit state(const log_options& how)
      : access_{how.access},
        is_json_{how.is_json},
        threads_{std::make_shared<spdlog::details::thread_pool>(most_lines, 1U)} {
    logger_ =
        std::make_shared<spdlog::async_logger>("cardea", std::make_shared<spdlog::sinks::stderr_sink_mt>(),
                                               threads_, spdlog::async_overflow_policy::overrun_oldest);
    logger_->set_level(level_of(how.level));
    logger_->flush_on(spdlog::level::info);
    logger_->set_pattern(is_json_ ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})"
                                  : "time=%Y-%m-%dT%H:%M:%S.%eZ level=%l %v",
                         spdlog::pattern_time_type::utc);
  }

  /// The thread ends, with all that waits written, before what it writes to goes.
  ~state() { threads_.reset(); }

  template <class Pairs>
  void write(log_level level, const Pairs& pairs) {
    if (!logger_->should_log(level_of(level))) return;
    std::string line;
    for (const auto& one : pairs) {
      if (!line.empty()) line += is_json_ ? "," : " ";
      if (is_json_) {
        line += boost::json::serialize(boost::json::string_view{one.key});
        line += ':';
        line += one.is_number ? std::string{one.value}
                              : boost::json::serialize(boost::json::string_view{one.value});
      } else {
        line += one.key;
        line += '=';
        append_value(line, one.value);
      }
    }
    logger_->log(level_of(level), spdlog::string_view_t{line.data(), line.size()});
  }

  bool access_, is_json_;
  std::shared_ptr<spdlog::details::thread_pool> threads_;
  std::shared_ptr<spdlog::async_logger> logger_{};
};

log::log(const log_options& how) : state_{std::make_unique<state>(how)} {}

log::~log() = default;

void log::write(log_level level, std::string_view event, std::initializer_list<pair> pairs) noexcept try {
  std::vector<pair> all{{"event", event}};
  all.insert(all.end(), pairs);
  state_->write(level, all);
} catch (const std::exception&) {
  // A line that cannot be written stops nothing.
}

void log::access(const access_entry& one) noexcept try {
  if (!state_->access_) return;
  const auto status = std::to_string(one.status), bytes = std::to_string(one.bytes),
             duration = std::to_string(one.duration.count());
  const auto or_dash = [](std::string_view text) { return text.empty() ? std::string_view{"-"} : text; };
  state_->write(log_level::info, std::initializer_list<pair>{{"event", "request"},
                                                             {"method", one.method},
                                                             {"route", or_dash(one.route)},
                                                             {"status", status, true},
                                                             {"duration_us", duration, true},
                                                             {"bytes", bytes, true},
                                                             {"client", or_dash(one.client)}});
} catch (const std::exception&) {
}

bool log::has_access() const noexcept { return state_->access_; }

}  // namespace cardea::server
