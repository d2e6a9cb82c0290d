// SPDX-License-Identifier: MIT
#include "report.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace bench {
namespace {

boost::json::value median(const std::optional<range>& r) {
  if (!r) return nullptr;
  return r->median;
}
boost::json::value spread(const std::optional<range>& r) {
  if (!r) return nullptr;
  return boost::json::array{r->minimum, r->maximum};
}

std::string shown(const std::optional<range>& r) {
  if (!r) return "-";
  char text[64];
  std::snprintf(text, sizeof text, "%.2f (%.2f-%.2f)", r->median, r->minimum, r->maximum);
  return text;
}

}  // namespace

range range_of(std::vector<double> values) {
  std::ranges::sort(values);
  return {values.front(), values[values.size() / 2], values.back()};
}

void print_head() {
  std::printf("%-9s %-8s %8s %7s  %-14s %12s  %-20s %-20s %s\n", "engine", "scheme", "sessions", "callers",
              "name", "per second", "to bare", "to bare many", "to Lucia");
}

void print(const line& l) {
  const bool is_by_processor = l.clock == "processor";
  std::printf("%-9s %-8s %8zu %6d%c  %-14s ", l.engine.c_str(), l.scheme.c_str(), l.sessions, l.callers,
              is_by_processor ? '*' : ' ', l.name.c_str());
  if (l.per_second)
    std::printf("%12.0f  %-20s %-20s %s\n", l.per_second->median, shown(l.to_bare).c_str(),
                shown(l.to_bare_many).c_str(), shown(l.to_lucia).c_str());
  else
    std::printf("%12s  %s\n", "failed", l.failure.c_str());
  std::fflush(stdout);
}

void write_json(const std::vector<line>& lines, const std::string& path) {
  boost::json::array rows;
  for (const auto& l : lines) {
    boost::json::object row{{"name", l.name},
                            {"engine", l.engine},
                            {"version", l.version},
                            {"scheme", l.scheme},
                            {"clock", l.clock},
                            {"callers", l.callers},
                            {"connections", l.connections},
                            {"sessions", l.sessions},
                            {"perSecond", median(l.per_second)},
                            {"perSecondRange", spread(l.per_second)},
                            {"processors", l.processors},
                            {"ratioToBare", median(l.to_bare)},
                            {"ratioToBareRange", spread(l.to_bare)},
                            {"ratioToBareMany", median(l.to_bare_many)},
                            {"ratioToBareManyRange", spread(l.to_bare_many)},
                            {"ratioToLucia", median(l.to_lucia)},
                            {"ratioToLuciaRange", spread(l.to_lucia)}};
    if (!l.failure.empty()) row["failure"] = l.failure;
    rows.push_back(std::move(row));
  }
  std::ofstream out{path};
  out << boost::json::serialize(rows) << '\n';
  if (!out.flush()) throw std::runtime_error{"cannot write " + path};
}

}  // namespace bench
