// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <cardea/origin.hpp>

#include <algorithm>

namespace cardea::cli {
namespace {

struct arguments {
  command app;
  std::string origin{};
};

status origin(program& p, const arguments& given) {
  // Read from what is left over: CLI11 takes a list argument in brackets, such as [::1], for a list.
  const auto hosts = given.app.remaining();
  if (hosts.empty()) throw error{errc::invalid_argument, "HOST is missing: name those that are allowed"};
  for (const auto& host : hosts)
    if (host.starts_with('-') || !is_origin_pattern(host))
      throw error{errc::invalid_argument, "\"" + host + "\" is no host, origin or *.domain"};
  const bool allowed = is_allowed_origin(given.origin, hosts);
  p.out.answer({{"allowed", allowed}}, allowed ? "allowed\n" : "");
  if (allowed) return yes;
  output::complain("cardea: the origin is not allowed");
  return no;
}

}  // namespace

void add_origin(command root) {
  const auto app =
      root.add("origin", "Exit 0 if a request with this Origin header may change state on one of the hosts.",
               "cardea origin https://app.example.com app.example.com '*.example.org'");
  auto given = std::make_shared<arguments>(arguments{.app = app});
  app.add_option("ORIGIN HOST...", given->origin,
                 "the Origin header, and behind it each host, origin or *.domain that is allowed")
      .required();
  app.allow_extras();
  app.set_run(std::move(given), origin);
}

}  // namespace cardea::cli
