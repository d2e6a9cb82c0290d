// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace cardea::cli {

/// The contract's exit statuses.
enum status : int { yes = 0, no = 1, usage = 2, broken = 3 };

/// Answers that are no: 1; a wrong call: 2; a broken world: 3.
[[nodiscard]] status status_of(errc code) noexcept;

/// The text with its control characters replaced, so that what a table holds cannot drive a terminal.
[[nodiscard]] std::string printable(std::string_view text);

/// Standard output has the answer, as one JSON object or for people; standard error has at most one line.
class output {
 public:
  explicit output(bool json) : json_{json} {}
  [[nodiscard]] bool json() const noexcept { return json_; }

  /// `human` is whole lines, or empty. Throws `errc::unavailable` where standard output does not take it, and
  /// `errc::corrupt` where a text from the database is not UTF-8.
  void answer(const boost::json::object& json, std::string_view human) const;
  /// As it is, whatever --json says: for --help and --version.
  static void text(std::string_view all);
  /// A line beside the answer, for people only.
  void remark(std::string_view line) const;
  /// Where standard error is a terminal that people look at: what is done so far, in place of what it said
  /// before; an empty text takes it away.
  void progress(std::string_view done) const noexcept;
  /// A line on standard error, in either form: why the answer is no.
  static void complain(std::string_view line);
  /// The line, and with --json the error object.
  void failure(std::string_view code, std::string_view message) const noexcept;

 private:
  bool json_;
};

}  // namespace cardea::cli
