// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mail/message.hpp>

inline constexpr cardea::timestamp noon{cardea::duration{1'893'585'600'000}};
inline const cardea::mail::sender from{.address = "no-reply@x.example"};
