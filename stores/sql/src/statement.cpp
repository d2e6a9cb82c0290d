// SPDX-License-Identifier: MIT
#include <cardea/sql/connection.hpp>
#include <cardea/sql/dialect.hpp>
#include <cardea/sql/statement.hpp>

#include <atomic>
#include <utility>

namespace cardea::sql {

statement::statement(std::string text, bool cached, std::vector<std::uint16_t> order)
    : text_{std::move(text)}, id_{0}, order_{std::move(order)} {
  static std::atomic<std::uint32_t> last{0};
  if (cached) id_ = ++last;
}

statement rendered_for(const dialect& dialect, std::string_view text, bool cached) {
  std::string result;
  std::vector<std::uint16_t> order;
  bool inside = false, repeats = false;
  int last = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == dialect.quote) inside = !inside;
    result += text[i];
    // Quoted names may hold a question mark; parameters stand outside of quotes.
    if (text[i] != '?' || inside) continue;
    const bool again = text.substr(i + 1).starts_with('-');
    if (again) {
      repeats = true;
      ++i;
    } else {
      ++last;
    }
    order.push_back(static_cast<std::uint16_t>(last - 1));
    if (dialect.numbered_parameters) result.replace(result.size() - 1, 1, '$' + std::to_string(last));
  }
  if (!repeats || dialect.numbered_parameters) order.clear();
  return statement{std::move(result), cached, std::move(order)};
}

const transaction_words& whole_transaction() {
  static const transaction_words words{statement{"BEGIN", false}, statement{"COMMIT", false},
                                       statement{"ROLLBACK", false}, false};
  return words;
}

const transaction_words& savepoint() {
  static const transaction_words words{statement{"SAVEPOINT cardea", false},
                                       statement{"RELEASE SAVEPOINT cardea", false},
                                       statement{"ROLLBACK TO SAVEPOINT cardea", false}, true};
  return words;
}

}  // namespace cardea::sql
