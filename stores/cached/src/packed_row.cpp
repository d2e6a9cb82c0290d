// SPDX-License-Identifier: MIT
#include "packed_row.hpp"

#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <variant>

namespace cardea::cached {
namespace {

using size = std::uint32_t;

class writer {
 public:
  explicit writer(std::span<std::byte> to) noexcept : to_{to} {}

  template <class T>
  requires std::is_trivially_copyable_v<T>
  void add(const T& plain) noexcept { add(&plain, sizeof plain); }
  template <class Bytes>
  void add_bytes(const Bytes& bytes) noexcept {
    add(static_cast<size>(bytes.size()));
    add(bytes.data(), bytes.size());
  }
  /// 0: it did not fit.
  [[nodiscard]] std::size_t written() const noexcept { return fits_ ? at_ : 0; }

 private:
  void add(const void* from, std::size_t count) noexcept {
    fits_ = fits_ && count <= to_.size() - at_;
    if (!fits_ || count == 0) return;
    std::memcpy(to_.data() + at_, from, count);
    at_ += count;
  }

  std::span<std::byte> to_;
  std::size_t at_ = 0;
  bool fits_ = true;
};

class reader {
 public:
  explicit reader(std::span<const std::byte> from) noexcept : at_{from.data()} {}

  template <class T>
  [[nodiscard]] T take() noexcept {
    T plain;
    take(plain);
    return plain;
  }
  template <class T>
  void take(T& plain) noexcept {
    std::memcpy(static_cast<void*>(&plain), at_, sizeof plain);
    at_ += sizeof plain;
  }
  void take_bytes(std::string& into) {
    const auto count = take<size>();
    into.assign(reinterpret_cast<const char*>(at_), count);
    at_ += count;
  }
  void take_bytes(blob& into) {
    const auto count = take<size>();
    into.assign(at_, at_ + count);
    at_ += count;
  }

 private:
  const std::byte* at_;
};

template <class T>
inline constexpr bool is_bytes = std::is_same_v<T, std::string> || std::is_same_v<T, blob>;

void add(writer& to, const record& values) noexcept {
  to.add(static_cast<size>(values.size()));
  for (const auto& one : values) {
    to.add(static_cast<std::uint8_t>(one.index()));
    std::visit(
        [&]<class T>(const T& held) {
          if constexpr (is_bytes<T>)
            to.add_bytes(held);
          else if constexpr (!std::is_empty_v<T>)
            to.add(held);
        },
        one);
  }
}

/// Into what is there already, if it is of this type.
template <class T>
T& as(value& one) {
  auto* const held = std::get_if<T>(&one);
  return held ? *held : one.emplace<T>();
}

template <std::size_t Index = 0>
void take(reader& from, std::size_t index, value& into) {
  if constexpr (Index < std::variant_size_v<value>) {
    if (index != Index) return take<Index + 1>(from, index, into);
    using held = std::variant_alternative_t<Index, value>;
    if constexpr (is_bytes<held>)
      from.take_bytes(as<held>(into));
    else if constexpr (std::is_empty_v<held>)
      into.emplace<Index>();
    else
      from.take(as<held>(into));
  }
}

void take(reader& from, record& into) {
  into.resize(from.take<size>());
  for (auto& one : into) {
    const auto index = from.take<std::uint8_t>();
    take(from, index, one);
  }
}

}  // namespace

std::size_t pack(const session_with_user& row, std::span<std::byte> to) noexcept {
  writer out{to};
  out.add(row.session.times);
  out.add(row.session.secret_hash);
  out.add_bytes(row.session.id);
  out.add_bytes(row.session.user_id);
  add(out, row.session.attributes);
  out.add_bytes(row.user->id);
  add(out, row.user->attributes);
  return out.written();
}

void unpack(std::span<const std::byte> from, session_with_user& into) {
  reader in{from};
  in.take(into.session.times);
  in.take(into.session.secret_hash);
  in.take_bytes(into.session.id);
  in.take_bytes(into.session.user_id);
  take(in, into.session.attributes);
  auto& user = into.user ? *into.user : into.user.emplace();
  in.take_bytes(user.id);
  take(in, user.attributes);
}

}  // namespace cardea::cached
