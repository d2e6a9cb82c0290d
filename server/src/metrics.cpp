// SPDX-License-Identifier: MIT
#include "metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <tuple>
#include <utility>
#include <vector>

namespace cardea::server {
namespace {

/// Seconds: a look-up takes a fraction of the first, a password the middle, and the last is what people leave
/// at.
const prometheus::Histogram::BucketBoundaries buckets{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                      0.05,   0.1,   0.25,   0.5,   1,    2.5};

double resident_bytes() {
  std::ifstream file{"/proc/self/statm"};
  double size = 0, resident = 0;
  file >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

template <class Builder>
auto& make(Builder builder, prometheus::Registry& registry, const char* name, const char* help) {
  return builder.Name(name).Help(help).Register(registry);
}

}  // namespace

class metrics::state {
 public:
  prometheus::Registry registry{};
  prometheus::Family<prometheus::Counter>& requests = make(
      prometheus::BuildCounter(), registry, "cardea_http_requests_total", "Requests that were answered.");
  prometheus::Family<prometheus::Histogram>& durations =
      make(prometheus::BuildHistogram(), registry, "cardea_http_request_duration_seconds",
           "From the first byte of a request to the last of its response.");
  prometheus::Family<prometheus::Counter>& refusals =
      make(prometheus::BuildCounter(), registry, "cardea_http_refused_total",
           "What was turned away before it reached the application.");
  prometheus::Counter& accepted = make(prometheus::BuildCounter(), registry, "cardea_http_connections_total",
                                       "Connections that were taken.")
                                      .Add({});
  prometheus::Gauge& open =
      make(prometheus::BuildGauge(), registry, "cardea_http_connections", "Connections that are open.")
          .Add({});

  std::mutex guard{};
  struct series {
    prometheus::Counter* count;
    prometheus::Histogram* duration;
  };
  std::map<std::tuple<std::string_view, std::string_view, int>, series> known{};
  std::vector<std::pair<prometheus::Gauge*, std::function<double()>>> watched{};
};

metrics::metrics() : state_{std::make_unique<state>()} {
  const std::chrono::duration<double> now = std::chrono::system_clock::now().time_since_epoch();
  watch("process_start_time_seconds", "When the process began, since 1970.", {}, {},
        [at = now.count()] { return at; });
  watch("process_resident_memory_bytes", "Memory in use.", {}, {}, resident_bytes);
}

metrics::~metrics() = default;

void metrics::answered(std::string_view method, std::string_view route, int status,
                       std::chrono::duration<double> took) {
  if (route.empty()) route = "other";
  const std::lock_guard lock{state_->guard};
  auto& one = state_->known[{method, route, status}];
  if (!one.count) {
    const std::string of{route};
    one.count = &state_->requests.Add(
        {{"method", std::string{method}}, {"route", of}, {"status", std::to_string(status)}});
    one.duration = &state_->durations.Add({{"route", of}}, buckets);
  }
  one.count->Increment();
  one.duration->Observe(took.count());
}

void metrics::connected() noexcept {
  state_->accepted.Increment();
  state_->open.Increment();
}

void metrics::disconnected() noexcept { state_->open.Decrement(); }

void metrics::refused(std::string_view reason) {
  state_->refusals.Add({{"reason", std::string{reason}}}).Increment();
}

void metrics::watch(const std::string& name, const std::string& help, const std::string& label,
                    const std::string& value, std::function<double()> look) {
  auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(state_->registry);
  auto& gauge = label.empty() ? family.Add({}) : family.Add({{label, value}});
  const std::lock_guard lock{state_->guard};
  state_->watched.emplace_back(&gauge, std::move(look));
}

std::string metrics::text() {
  {
    const std::lock_guard lock{state_->guard};
    for (const auto& [gauge, look] : state_->watched) gauge->Set(look());
  }
  std::ostringstream out;
  prometheus::TextSerializer{}.Serialize(out, state_->registry.Collect());
  return out.str();
}

std::string_view known_method(std::string_view method) noexcept {
  for (const std::string_view one : {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
    if (one == method) return one;
  return "other";
}

}  // namespace cardea::server
