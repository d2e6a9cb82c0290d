// SPDX-License-Identifier: MIT
#include "sign_in.hpp"

#include "device.hpp"
#include "one_time.hpp"
#include "people.hpp"

#include <string>
#include <vector>

namespace cardea::service {
namespace {

constexpr std::string_view by_address = "sign-in address";
constexpr std::string_view by_account_and_address = "sign-in account and address";
constexpr std::string_view by_account = "sign-in account";
constexpr std::string_view by_device = "sign-in device";

/// The limits that an attempt has drawn on, to be given back if it was a good one.
class drawn {
 public:
  explicit drawn(exchange& of) : of_{of} {}
  [[nodiscard]] bool take(std::string_view what, std::string who, const rate& limit) {
    if (!of_.take(what, who, limit)) return false;
    add(what, std::move(who), limit);
    return true;
  }
  void add(std::string_view what, std::string who, const rate& limit) {
    all_.push_back({what, std::move(who), limit});
  }
  void give_back() {
    for (const auto& one : all_) of_.house.limiter.give_back(one.what, one.who, one.limit);
  }

 private:
  struct attempt {
    std::string_view what;
    std::string who;
    rate limit;
  };
  exchange& of_;
  std::vector<attempt> all_;
};

/// Whether the account may be tried. A browser that its owner signed in with before draws on a limit of its
/// own. From elsewhere the narrower limit comes first, so that one address cannot use up the wider one.
bool is_open(drawn& taken, const std::string& account, const std::string& network, const one_time_row* device,
             const limit_rates& rates) {
  if (device) return taken.take(by_device, device->id, rates.sign_in_device);
  return taken.take(by_account_and_address, account + '\n' + network, rates.sign_in_account_and_address) &&
         taken.take(by_account, account, rates.sign_in_account);
}

}  // namespace

answer<signed_in> sign_in(exchange& of, std::string_view identifier, std::string_view password) {
  auto& house = of.house;
  const auto& rates = house.options.limits;
  drawn taken{of};
  if (auto no = of.limited(by_address, of.network(), rates.sign_in_address)) return *std::move(no);
  taken.add(by_address, of.network(), rates.sign_in_address);

  const auto account = canonical_identifier(house, identifier);
  const auto name = name_of(house, account);
  const auto known = house.auth.find_key(name);
  const auto device = find_device(of);
  const bool is_owners = device && known && device->user_id == known->user_id;

  if (!is_open(taken, account, of.network(), is_owners ? &*device : nullptr, rates)) {
    // Not a byte and not a look-up less than for a wrong password, were it right or not.
    (void)house.auth.find_key(name);
    house.auth.passwords().refuse(password);
    of.note(happening::sign_in_refused, known ? known->user_id : "", "locked");
    return reason::invalid_credentials;
  }
  const auto key = house.auth.use_key(name, password);
  const auto refused = [&] {
    of.note(happening::sign_in_refused, known ? known->user_id : "", "password");
    return reason::invalid_credentials;
  };
  auto user = key ? house.auth.find_user(key->user_id) : std::nullopt;
  if (!user) return refused();
  if (house.wants_proof() && !has_proven_address(house, *user)) {
    // Nothing is told of it, or a sign-up would show who is known; but the owner gets another mail.
    send_email_verification(of, *user);
    of.note(happening::sign_in_refused, user->id, "address not proven");
    return reason::invalid_credentials;
  }
  auto begun = begin_session(of, *std::move(user), [&](record attributes) {
    return house.auth.create_session(*key, std::move(attributes));
  });
  if (!begun) return refused();
  taken.give_back();
  of.note(happening::signed_in, begun->user.id, "password");
  return begun;
}

answer<used_key> confirm_password(exchange& of, const basic_validation& who, std::string_view password) {
  auto& house = of.house;
  const auto& limit = house.options.limits.password_again;
  constexpr std::string_view what = "password again";
  if (auto no = of.limited(what, who.user.id, limit)) return *std::move(no);
  const auto own = key_of(house, who.user.id);
  if (!own || !own->password_defined) {
    house.auth.passwords().refuse(password);
    of.note(happening::password_refused, who.user.id, "none defined");
    return reason::no_password;
  }
  auto used = house.auth.use_key({own->provider, own->provider_user_id}, password);
  if (!used || used->user_id != who.user.id) {
    of.note(happening::password_refused, who.user.id);
    return reason::wrong_password;
  }
  house.limiter.give_back(what, who.user.id, limit);
  return *std::move(used);
}

}  // namespace cardea::service
