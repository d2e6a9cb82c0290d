// SPDX-License-Identifier: MIT
#include "sanitized.hpp"
#include "served.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <vector>

namespace cardea::cli::test {
namespace {

constexpr rlim_t many = 10'000;
constexpr double mib = 1024.0 * 1024.0;

/// What the sanitizers keep for themselves is not the server's.
constexpr double most = (is_address_sanitized ? 1000 : 100) * mib;

double resident(pid_t of) {
  std::ifstream file{"/proc/" + std::to_string(of) + "/statm"};
  double size = 0, pages = 0;
  file >> size >> pages;
  return pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

TEST_F(Serve, TenThousandIdleConnectionsFitInAHundredMegabytes) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < many + 1000) GTEST_SKIP() << "only " << limit.rlim_cur << " files may be open";
  start({"--migrate", "--access-log", "false", "--max-connections", "10100"});
  const auto cookie = cookie_of(sign_up("ada"));
  const auto asks = server::test::request("GET /api/me HTTP/1.1", "Cookie: " + cookie + "\r\n");
  std::vector<client> all;
  all.reserve(many);
  // Each was of use before it is idle, so that it holds what such a connection holds.
  while (all.size() < many) {
    all.push_back(connect());
    ASSERT_EQ(status_of(all.back().ask(asks)), 200) << all.size();
  }
  const auto taken = resident(process);
  RecordProperty("MiB", std::to_string(taken / mib));
  EXPECT_LT(taken, most) << taken / mib << " MiB";
  EXPECT_EQ(status_of(all.front().ask(asks)), 200) << "the first is still there";
  EXPECT_EQ(status_of(all.back().ask(asks)), 200);
}

}  // namespace
}  // namespace cardea::cli::test
