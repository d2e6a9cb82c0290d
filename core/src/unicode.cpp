// SPDX-License-Identifier: MIT
#include <utf8proc.h>
#include <cardea/unicode.hpp>

#include <new>
#include <vector>

#include "sodium.hpp"

namespace cardea {
namespace {

// What is normalised is mostly passwords: unlike utf8proc_map, nothing is left behind in freed memory.
class code_points {
 public:
  explicit code_points(std::size_t count) : values_(count) {}
  code_points(const code_points&) = delete;
  code_points& operator=(const code_points&) = delete;
  ~code_points() { sodium_memzero(values_.data(), values_.size() * sizeof values_[0]); }
  utf8proc_int32_t* data() { return values_.data(); }

 private:
  std::vector<utf8proc_int32_t> values_;
};

const utf8proc_uint8_t* utf8_of(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

// Failures other than a lack of memory are ill-formed input.
bool succeeded(utf8proc_ssize_t answer) {
  if (answer == UTF8PROC_ERROR_NOMEM) throw std::bad_alloc{};
  return answer >= 0;
}

std::optional<std::string> normalise(std::string_view text, int form) {
  if (text.empty()) return std::string{};
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | form);
  const auto size = static_cast<utf8proc_ssize_t>(text.size());
  const auto count = utf8proc_decompose(utf8_of(text), size, nullptr, 0, options);
  if (!succeeded(count)) return std::nullopt;
  // utf8proc_reencode writes a NUL behind the text, so one more than was counted.
  code_points buffer{static_cast<std::size_t>(count) + 1};
  if (!succeeded(utf8proc_decompose(utf8_of(text), size, buffer.data(), count, options))) return std::nullopt;
  const auto written = utf8proc_reencode(buffer.data(), count, options);
  if (!succeeded(written)) return std::nullopt;
  return std::string{reinterpret_cast<const char*>(buffer.data()), static_cast<std::size_t>(written)};
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
  for (auto rest = text; !rest.empty();) {
    utf8proc_int32_t point = 0;
    const auto used = utf8proc_iterate(utf8_of(rest), static_cast<utf8proc_ssize_t>(rest.size()), &point);
    if (used <= 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(used));
  }
  return true;
}

std::optional<std::string> to_nfc(std::string_view text) { return normalise(text, 0); }

std::optional<std::string> to_nfkc(std::string_view text) { return normalise(text, UTF8PROC_COMPAT); }

}  // namespace cardea
