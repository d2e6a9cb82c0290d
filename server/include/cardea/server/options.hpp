// SPDX-License-Identifier: MIT
#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cardea::http {
struct request;
}

namespace cardea::server {

class log;

/// What is read from a connection at most, and how long anyone may take over it.
struct limits {
  std::size_t head_bytes = 16 * 1024;  ///< request line and fields; more is 431
  std::size_t body_bytes = 64 * 1024;  ///< more is 413
  std::size_t connections = 10'000;    ///< one more is told 503 and let go
  std::size_t requests_per_connection = 10'000;
  std::chrono::milliseconds head_time{10'000};  ///< from the first byte of a request to the end of its fields
  std::chrono::milliseconds body_time{30'000};  ///< from there to the end of its body
  std::chrono::milliseconds write_time{30'000};  ///< for a response as a whole
  std::chrono::milliseconds idle_time{75'000};   ///< between two requests on a connection
};

/// PEM files. They are read again by `server::reload`.
struct tls_files {
  std::string certificate;  ///< the chain, the server's own first
  std::string key;
};

/// Where connections are taken, and what for.
struct listener {
  std::string
      address;  ///< "127.0.0.1:8080", "[::1]:8080", or "unix:/run/cardea.sock"; port 0: any that is free
  std::optional<tls_files> tls{};  ///< absent: not encrypted
  bool for_metrics = false;        ///< answers /metrics, /healthz and /readyz, and nothing else
};

/// Throws `errc::invalid_argument` for what no listener can have as its address. Nothing is opened.
void check_address(const std::string& address);

/// Threads that may block, and how many requests may wait for one of them before others are told 503.
struct pool_size {
  std::size_t threads;
  std::size_t waiting;
};

struct options {
  std::vector<listener> listeners;
  server::limits limits{};
  std::size_t loops = 1;  ///< threads that move bytes
  pool_size database{.threads = 4, .waiting = 256};
  pool_size passwords{.threads = 1, .waiting = 32};  ///< each thread may take tens of MiB
  /// How far they stand back where the others want the processor, as `async::pool_options::niceness`.
  int passwords_stand_back = 5;
  /// How long what `is_ready` said is taken for true, so that nobody loads the database by asking.
  std::chrono::milliseconds ready_time{1000};
  /// After `stop`: how long /readyz says 503 while all is still served, so that a balancer looks elsewhere.
  std::chrono::milliseconds notice_time{0};
  /// And how long, after that, for what is under way. Then connections are cut.
  std::chrono::milliseconds drain_time{10'000};
  bool handles_signals = false;  ///< SIGTERM and SIGINT stop, SIGHUP reloads
  /// Whether what is served can answer; may block, and may throw, which is no. Asked by one at a time. Empty:
  /// it always can.
  std::function<bool()> is_ready{};
  /// Who asks, as the access log may say it: a network, no address. Empty: "-".
  std::function<std::string(const http::request&)> client_network{};
  /// More lines for /metrics, in Prometheus' text format.
  std::function<std::string()> more_metrics{};
  server::log* log = nullptr;  ///< outlives the server; null: nothing is logged
};

}  // namespace cardea::server
