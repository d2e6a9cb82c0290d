// SPDX-License-Identifier: MIT
#include <cardea/basic_auth.hpp>
#include <cardea/contract/crash.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace cardea::contract {
namespace {

/// What one thread did and was told. Its sessions are its own, so that it knows what every answer must be.
struct crash_log {
  struct kept {
    std::string token;
    timestamp renewed;  ///< when the last renewal was acknowledged
  };
  std::map<std::string, kept> live{};     ///< acknowledged, by id
  std::vector<std::string> revoked{};     ///< tokens, acknowledged
  std::vector<std::string> doubtful{};    ///< tokens of which a revocation's outcome is unknown
  std::int64_t unknown_creations = 0;     ///< made or not
  std::int64_t renewals = 0, failed = 0;  ///< acknowledged; thrown
  std::atomic<std::int64_t> answers{0};   ///< of the database, whatever they were
};

/// One thread's life: it creates, validates (each time a renewal is due) and revokes, round after round.
class crash_caller {
 public:
  crash_caller(basic_auth& auth, std::string user_id, crash_log& log)
      : auth_{auth}, user_id_{std::move(user_id)}, log_{log} {}

  void run(const std::atomic<bool>& is_over) {
    for (std::size_t round = 0; !is_over; ++round) {
      create();
      validate(round);
      validate(round * 7 + 3);
      if (round % 2 == 0) revoke(round);
      if (!log_.revoked.empty()) validate_revoked(log_.revoked[round % log_.revoked.size()]);
    }
  }

 private:
  /// False: it threw what a caller has to expect of a server that dies. `unknown` is set where it said so.
  template <class F>
  bool answered(F call, bool* unknown = nullptr) {
    try {
      call();
      ++log_.answers;
      return true;
    } catch (const error& e) {
      ++log_.failed;
      const bool says_unknown = e.code() == errc::outcome_unknown;
      if (unknown) *unknown = says_unknown;
      EXPECT_TRUE(says_unknown || e.code() == errc::unavailable) << to_string(e.code()) << ": " << e.what();
      // As a caller would who has been told that the server is away.
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
      return false;
    }
  }
  crash_log::kept* pick(std::size_t any) {
    if (log_.live.empty()) return nullptr;
    return &std::next(log_.live.begin(), static_cast<std::ptrdiff_t>(any % log_.live.size()))->second;
  }

  void create() {
    bool unknown = false;
    const bool done = answered(
        [&] {
          const auto made = auth_.create_session(user_id_, {}).value();
          log_.live[made.session.id] = {made.token, made.session.times.last_verified};
        },
        &unknown);
    if (!done && unknown) ++log_.unknown_creations;
  }
  void validate(std::size_t any) {
    auto* session = pick(any);
    if (!session) return;
    (void)answered([&] {
      const auto found = auth_.validate(session->token);
      if (!found) {
        ADD_FAILURE() << "a live session was called invalid";
      } else if (found->session.fresh) {
        session->renewed = found->session.times.last_verified;
        ++log_.renewals;
      }
    });
  }
  void revoke(std::size_t any) {
    auto* session = pick(any);
    if (!session) return;
    bool unknown = false;
    const auto token = session->token;
    const bool done = answered(
        [&] { EXPECT_TRUE(auth_.revoke(token)) << "a live session was not there to be revoked"; }, &unknown);
    if (!done && !unknown) return;  // Nothing was changed: it is live.
    (done ? log_.revoked : log_.doubtful).push_back(token);
    log_.live.erase(token.substr(0, token.find('.')));
  }
  void validate_revoked(const std::string& token) {
    (void)answered([&] { EXPECT_FALSE(auth_.validate(token)) << "a session is back that had been revoked"; });
  }

  basic_auth& auth_;
  std::string user_id_;
  crash_log& log_;
};

/// Holds what the database has in the end against what was acknowledged.
void judge_crashes(basic_auth& auth, const std::string& user_id, const crash_log& log) {
  std::map<std::string, timestamp> rows;
  for (const auto& row : auth.store().list_sessions(user_id)) rows[row.id] = row.times.last_verified;
  std::int64_t lost = 0, old = 0, back = 0, unasked = 0;
  for (const auto& [id, session] : log.live) {
    const auto row = rows.find(id);
    lost += row == rows.end() || !auth.validate(session.token);
    old += row != rows.end() && row->second < session.renewed;
    rows.erase(id);
  }
  for (const auto& token : log.doubtful) rows.erase(token.substr(0, token.find('.')));
  for (const auto& token : log.revoked) back += rows.erase(token.substr(0, token.find('.'))) == 1;
  unasked = static_cast<std::int64_t>(rows.size());
  EXPECT_EQ(lost, 0) << "sessions are gone whose creation was acknowledged";
  EXPECT_EQ(old, 0) << "renewals are gone that were acknowledged";
  EXPECT_EQ(back, 0) << "sessions are back whose revocation was acknowledged";
  EXPECT_LE(unasked, log.unknown_creations) << "sessions are there whose creation was said to have failed";
}

/// An hour passes with every look at it.
class passing_hours final : public time_source {
 public:
  [[nodiscard]] timestamp now() const override { return began_ + std::chrono::hours{passed_++}; }
  void go_far_back() noexcept { passed_ = -1'000'000; }

 private:
  timestamp began_ = std::chrono::floor<std::chrono::seconds>(system_time().now());
  mutable std::atomic<int> passed_ = 0;
};

}  // namespace

void survive_crashes(std::unique_ptr<store> kept, const std::function<void()>& crash,
                     const crash_plan& plan) {
  using namespace std::chrono_literals;
  // Each validation is a renewal, until the judgement.
  passing_hours clock;
  const auto years = 365 * 24h;
  basic_auth auth{std::move(kept),
                  {},
                  {},
                  {.session = {.expires_in = 99 * years, .active_period = {}, .idle_period = 98 * years},
                   .cookie = {},
                   .passwords = {},
                   .clock = &clock}};
  std::vector<crash_log> logs(static_cast<std::size_t>(plan.threads));
  const auto user_of = [](std::size_t i) { return "user" + std::to_string(i); };
  for (std::size_t i = 0; i < logs.size(); ++i) ASSERT_TRUE(auth.create_user({}, {}, {}, user_of(i)));

  std::atomic<bool> is_over = false;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < logs.size(); ++i)
    threads.emplace_back([&, i] {
      try {
        crash_caller{auth, user_of(i), logs[i]}.run(is_over);
      } catch (const std::exception& e) {
        ADD_FAILURE() << "thread " << i << ": " << e.what();
      }
    });
  const auto until_all_are_answered = [&] {
    const auto until = std::chrono::steady_clock::now() + plan.time_to_recover;
    for (auto& log : logs) {
      // Whatever was under way during the crash comes first.
      const auto before = log.answers.load();
      while (log.answers < before + 5 && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(1ms);
      EXPECT_GE(log.answers, before + 5) << "a thread found no way back to the server";
    }
  };
  try {
    for (int i = 0; i < plan.crashes; ++i) {
      std::this_thread::sleep_for(plan.load);
      crash();
      until_all_are_answered();
    }
    std::this_thread::sleep_for(plan.load);
  } catch (const std::exception& e) {
    ADD_FAILURE() << "the server: " << e.what();
  }
  is_over = true;
  for (auto& thread : threads) thread.join();

  clock.go_far_back();  // Nothing was due for a renewal then.
  std::int64_t live = 0, revoked = 0, renewals = 0, failed = 0;
  for (std::size_t i = 0; i < logs.size(); ++i) {
    judge_crashes(auth, user_of(i), logs[i]);
    live += static_cast<std::int64_t>(logs[i].live.size());
    revoked += static_cast<std::int64_t>(logs[i].revoked.size());
    renewals += logs[i].renewals;
    failed += logs[i].failed;
  }
  EXPECT_GT(std::min({live, revoked, renewals}), 0) << "nothing was done";
  EXPECT_GE(failed, plan.crashes) << "no crash was felt";
  for (const auto& [name, count] :
       {std::pair{"live", live}, {"revoked", revoked}, {"renewals", renewals}, {"failed", failed}})
    testing::Test::RecordProperty(name, std::to_string(count));
}

}  // namespace cardea::contract
