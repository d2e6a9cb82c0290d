// SPDX-License-Identifier: MIT
#include "report.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace bench {
namespace {

boost::json::value to_json(const std::optional<range>& r) {
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
  std::snprintf(text, sizeof text, "%.2f (%.2f to %.2f)", r->median, r->minimum, r->maximum);
  return text;
}

}  // namespace

range range_of(std::vector<double> values) {
  std::ranges::sort(values);
  return {values.front(), values[values.size() / 2], values.back()};
}

void print_head() {
  std::printf("%-18s %-9s %7s %9s %12s   %-24s %s\n", "name", "engine", "callers", "sessions", "per second",
              "to the bare join", "to Lucia");
}

void print(const line& l) {
  std::printf("%-18s %-9s %7d %9zu %12.0f   %-24s %s\n", l.name.c_str(), l.engine.c_str(), l.callers,
              l.sessions, l.per_second.median, shown(l.ratio_to_bare).c_str(),
              shown(l.ratio_to_lucia).c_str());
}

void write_json(const std::vector<line>& lines, const std::string& path) {
  boost::json::array rows;
  for (const auto& l : lines)
    rows.push_back({{"name", l.name},
                    {"engine", l.engine},
                    {"callers", l.callers},
                    {"connections", l.connections},
                    {"sessions", l.sessions},
                    {"perSecond", l.per_second.median},
                    {"ratioToBare", to_json(l.ratio_to_bare)},
                    {"ratioToBareRange", spread(l.ratio_to_bare)},
                    {"ratioToLucia", to_json(l.ratio_to_lucia)},
                    {"ratioToLuciaRange", spread(l.ratio_to_lucia)}});
  std::ofstream out{path};
  out << boost::json::serialize(rows) << '\n';
  if (!out.flush()) throw std::runtime_error{"cannot write " + path};
}

}  // namespace bench
