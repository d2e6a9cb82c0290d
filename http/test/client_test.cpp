// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/http/client.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace cardea::http {
namespace {

using namespace std::string_literals;

const std::vector<std::string> networks{"10.0.0.0/8", "2001:db8:ffff::/48", "127.0.0.1"};
const trusted_proxies by_x{networks};
const trusted_proxies by_forwarded{networks, forwarding::forwarded};

client from(std::string_view peer, std::vector<field> fields, const trusted_proxies& proxies = by_x) {
  fields.push_back({"Host", "app.example"});
  return client_of({.fields = fields, .peer = peer}, proxies);
}

TEST(Address, T18HasOneSpelling) {
  EXPECT_EQ(canonical_address("2001:DB8:0:0:0:0:0:1"), "2001:db8::1");
  EXPECT_EQ(canonical_address("2001:db8::0:1"), "2001:db8::1");
  EXPECT_EQ(canonical_address("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(canonical_address("::ffff:c000:201"), "192.0.2.1");
  EXPECT_EQ(canonical_address("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(canonical_address("fe80::1%eth0"), "fe80::1");
  for (const char* none :
       {"", "localhost", "192.0.2", "192.0.2.256", "192.0.2.01", "0xc0.0.2.1", "3221225985", "192.0.2.1%eth0",
        "1:2:3", "::1::", "[::1]", "192.0.2.1:80", " 192.0.2.1", "unknown"})
    EXPECT_EQ(canonical_address(none), std::nullopt) << none;
}

TEST(Address, T18AnIpv6SubscriberIsCountedAsOneHoweverManyAddressesHeHas) {
  EXPECT_EQ(network_of("2001:db8:0:1:ffff::1"), network_of("2001:0DB8::1:0:0:0:2"));
  EXPECT_EQ(network_of("2001:db8:0:1::1"), "2001:db8:0:1::/64");
  EXPECT_NE(network_of("2001:db8:0:1::1"), network_of("2001:db8:0:2::1"));
  EXPECT_EQ(network_of("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(network_of("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_NE(network_of("192.0.2.1"), network_of("192.0.2.2"));
  EXPECT_EQ(network_of("unknown"), "");
}

TEST(TrustedProxies, AreAddressesAndNetworks) {
  EXPECT_TRUE(by_x.contain("10.255.0.1"));
  EXPECT_TRUE(by_x.contain("::ffff:10.0.0.1"));
  EXPECT_TRUE(by_x.contain("2001:db8:ffff:1::1"));
  EXPECT_TRUE(by_x.contain("127.0.0.1"));
  for (const char* other : {"11.0.0.1", "127.0.0.2", "2001:db8:fffe::1", "", "::", "unknown"})
    EXPECT_FALSE(by_x.contain(other)) << other;
  EXPECT_TRUE(trusted_proxies{std::vector{"0.0.0.0/0"s}}.contain("192.0.2.1"));
  EXPECT_FALSE(trusted_proxies{std::vector{"0.0.0.0/0"s}}.contain("2001:db8::1"));
  EXPECT_TRUE(trusted_proxies{std::vector{"::/0"s}}.contain("2001:db8::1"));
  EXPECT_FALSE(trusted_proxies{}.contain("127.0.0.1"));
}

TEST(TrustedProxies, AMalformedEntryIsRefusedAtTheStart) {
  for (const char* entry : {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/a", "10.0.0.1/8",
                            "localhost", "::/129", "2001:db8::1/32", "10.0.0.0/8/8", "10.0.0.0/ 8", "*"})
    EXPECT_THROW(trusted_proxies{std::vector{std::string{entry}}}, error) << entry;
}

TEST(Client, T19HeadersOfAStrangerAreNotRead) {
  const auto found = from("192.0.2.7", {{"X-Forwarded-For", "10.0.0.1"},
                                        {"X-Forwarded-Proto", "https"},
                                        {"X-Forwarded-Host", "evil.example"},
                                        {"Forwarded", "for=10.0.0.1;proto=https;host=evil.example"}});
  EXPECT_EQ(found.address, "192.0.2.7");
  EXPECT_FALSE(found.is_secure);
  EXPECT_EQ(found.host, "app.example");
}

TEST(Client, T19OfTheChainTheLastAddressThatIsNoProxysCounts) {
  EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", "198.51.100.1, 192.0.2.7"}}).address, "192.0.2.7");
  EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", "198.51.100.1, 192.0.2.7, 10.0.0.2"}}).address,
            "192.0.2.7");
  EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", "198.51.100.1"}, {"X-Forwarded-For", "192.0.2.7"}}).address,
            "192.0.2.7");
  EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", "10.0.0.3,10.0.0.2"}}).address, "10.0.0.3");
  EXPECT_EQ(from("10.0.0.1", {}).address, "10.0.0.1");
}

TEST(Client, T19WhatIsNoAddressEndsTheChainAtTheProxyThatSaysIt) {
  for (const char* said : {"unknown", "", "192.0.2.7, unknown", "192.0.2.7,", "192.0.2.7, evil.example",
                           "192.0.2.7;", "192.0.2.7, 1.2.3.4.5", "a@192.0.2.7", "192.0.2.7, [::1"})
    EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", said}}).address, "10.0.0.1") << said;
  EXPECT_EQ(from("", {{"X-Forwarded-For", "192.0.2.7"}}).address, "");
}

TEST(Client, APortBesideAnAddressIsLeftOut) {
  EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", "192.0.2.7:4711"}}).address, "192.0.2.7");
  EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", "[2001:db8::7]:4711"}}).address, "2001:db8::7");
  EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", "[2001:db8::7]"}}).address, "2001:db8::7");
  EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", "2001:DB8::7"}}).address, "2001:db8::7");
}

TEST(Client, SchemeAndHostAreThoseOfTheSameHop) {
  const auto one = from("10.0.0.1", {{"X-Forwarded-For", "192.0.2.7"},
                                     {"X-Forwarded-Proto", "https"},
                                     {"X-Forwarded-Host", "shop.example:8443"}});
  EXPECT_TRUE(one.is_secure);
  EXPECT_EQ(one.host, "shop.example:8443");
  const std::vector<field> chain{{"X-Forwarded-For", "198.51.100.1, 192.0.2.7, 10.0.0.2"},
                                 {"X-Forwarded-Proto", "https, http, https"}};
  EXPECT_FALSE(from("10.0.0.1", chain).is_secure);
  EXPECT_FALSE(
      from("10.0.0.1", {{"X-Forwarded-For", "192.0.2.7"}, {"X-Forwarded-Proto", "https,http"}}).is_secure);
  EXPECT_TRUE(from("10.0.0.1", {{"X-Forwarded-Proto", "https"}}).is_secure);
}

TEST(Client, AHostThatIsNoneIsEmpty) {
  const std::vector<field> bad{{"Host", "app.example/evil"}};
  EXPECT_EQ(client_of({.fields = bad, .peer = "192.0.2.7"}, by_x).host, "");
  const std::vector<field> user{{"Host", "ada@app.example"}};
  EXPECT_EQ(client_of({.fields = user, .peer = "192.0.2.7"}, by_x).host, "");
  const std::vector<field> twice{{"Host", "a.example"}, {"Host", "b.example"}};
  EXPECT_EQ(client_of({.fields = twice, .peer = "192.0.2.7"}, by_x).host, "");
}

TEST(Client, T19OnlyTheHeaderThatTheProxiesWriteIsRead) {
  const std::vector<field> both{{"X-Forwarded-For", "192.0.2.7"},
                                {"Forwarded", "for=198.51.100.1;proto=https"}};
  EXPECT_EQ(from("10.0.0.1", both).address, "192.0.2.7");
  EXPECT_FALSE(from("10.0.0.1", both).is_secure);
  EXPECT_EQ(from("10.0.0.1", both, by_forwarded).address, "198.51.100.1");
  EXPECT_TRUE(from("10.0.0.1", both, by_forwarded).is_secure);
}

TEST(Client, ForwardedIsReadWithItsQuotes) {
  const auto found = from(
      "10.0.0.1",
      {{"Forwarded", "For=\"[2001:db8:cafe::17]:4711\";PROTO=https;Host=\"shop.example:8443\";by=10.0.0.1"}},
      by_forwarded);
  EXPECT_EQ(found.address, "2001:db8:cafe::17");
  EXPECT_TRUE(found.is_secure);
  EXPECT_EQ(found.host, "shop.example:8443");
  EXPECT_EQ(from("10.0.0.1", {{"Forwarded", "for=198.51.100.1, for=192.0.2.7 ,for=10.0.0.2"}}, by_forwarded)
                .address,
            "192.0.2.7");
  for (const char* said : {"for=unknown", "for=_hidden", "for=198.51.100.1;for=192.0.2.7", "for=\"192.0.2.7",
                           "for=192.0.2.7 for=1.1.1.1", "for", "for=", "=", "192.0.2.7", "for = 192.0.2.7"})
    EXPECT_EQ(from("10.0.0.1", {{"Forwarded", said}}, by_forwarded).address, "10.0.0.1") << said;
}

TEST(Client, AChainThatIsTooLongIsNotRead) {
  std::string chain = "192.0.2.7";
  for (int i = 0; i < 100; ++i) chain += ",10.0.0.2";
  EXPECT_EQ(from("10.0.0.1", {{"X-Forwarded-For", chain}}).address, "10.0.0.1");
}

}  // namespace
}  // namespace cardea::http
