// SPDX-License-Identifier: MIT
#include "device.hpp"

#include <span>

namespace cardea::pages {
namespace {

struct mark {
  std::string_view token;
  std::string_view name;
};

// The first one found counts: nearly all call themselves Safari, many Chrome, and Android calls itself Linux.
constexpr mark browsers[] = {
    {"Edg", "Edge"},
    {"OPR/", "Opera"},
    {"SamsungBrowser/", "Samsung Internet"},
    {"Firefox/", "Firefox"},
    {"FxiOS/", "Firefox"},
    {"CriOS/", "Chrome"},
    {"Chromium/", "Chromium"},
    {"HeadlessChrome/", "Chrome"},
    {"Chrome/", "Chrome"},
    {"Safari/", "Safari"},
    {"curl/", "curl"},
};
constexpr mark systems[] = {
    {"Windows", "Windows"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},
    {"CrOS", "ChromeOS"},   {"Mac OS X", "macOS"},  {"Linux", "Linux"},
};
constexpr std::size_t longest = 60;

std::string_view first_of(std::span<const mark> marks, std::string_view text) {
  for (const auto& each : marks)
    if (text.find(each.token) != std::string_view::npos) return each.name;
  return {};
}

bool continues_a_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

std::string device_of(std::string_view user_agent) {
  const auto browser = first_of(browsers, user_agent);
  const auto system = first_of(systems, user_agent);
  if (!browser.empty() && !system.empty()) return std::string{browser} + " on " + std::string{system};
  if (!browser.empty() || !system.empty()) return std::string{browser.empty() ? system : browser};
  if (user_agent.size() <= longest) return std::string{user_agent};
  auto end = longest;
  while (end > 0 && continues_a_character(user_agent[end])) --end;
  return std::string{user_agent.substr(0, end)} + "\u2026";
}

}  // namespace cardea::pages
