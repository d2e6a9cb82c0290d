// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/service_store.hpp>
#include <cardea/time.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::cli {

/// The values of options; each throws `errc::invalid_argument` with what is wanted, and without the text.
[[nodiscard]] bool to_truth(std::string_view text);
[[nodiscard]] std::size_t to_count(std::string_view text, std::size_t least, std::size_t most);
/// 64k, 1m or a number of bytes.
[[nodiscard]] std::size_t to_bytes(std::string_view text, std::size_t least, std::size_t most);
/// More than nothing; "0" is nothing where that is allowed.
[[nodiscard]] std::chrono::milliseconds to_time(const std::string& text, bool may_be_zero = false);
/// 5/1m: five at once, and one more each minute.
[[nodiscard]] rate to_rate(const std::string& text);
/// a,b,c. An empty text is an empty list.
[[nodiscard]] std::vector<std::string> to_list(std::string_view text);
/// The one of these that it is.
[[nodiscard]] std::size_t to_choice(std::string_view text, const std::vector<std::string_view>& of);

}  // namespace cardea::cli
