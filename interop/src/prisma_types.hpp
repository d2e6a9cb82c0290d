// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/interop/prisma_reader.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json_reader.hpp"

// Fields of Prisma's models.
namespace cardea::interop::prisma {

/// A text without a NUL, which no database takes in a name.
[[nodiscard]] std::string text_of(const json_place& at);
[[nodiscard]] std::string text_of(const json_place& in, std::string_view key);
/// Empty where there is no such member.
[[nodiscard]] std::string text_if_any(const json_place& in, std::string_view key);
/// None where there is no such member.
[[nodiscard]] std::vector<json_place> items_of(const json_place& in, std::string_view key);
[[nodiscard]] std::vector<std::string> texts_of(const json_place& in, std::string_view key);

/// @db.VarChar(191)
struct native {
  std::string name;
  std::vector<std::string> arguments;
};

/// Absent: Prisma says of no field what it is, as it did up to 5.
[[nodiscard]] std::optional<native> native_of(const json_place& field);
/// Absent: one that no attribute can have.
[[nodiscard]] std::optional<column_type> type_of(const json_place& field, const native& type);
[[nodiscard]] std::string declared_as(const json_place& field, const native& type);
[[nodiscard]] std::optional<std::size_t> length_of(const native& type);
/// Whether a row can be made without it.
[[nodiscard]] bool has_default(const json_place& field);
[[nodiscard]] prisma_field field_of(const json_place& field);

}  // namespace cardea::interop::prisma
