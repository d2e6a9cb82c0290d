// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cardea/error.hpp>
#include <cardea/mail/message.hpp>

#include <vector>

#include "letter_fixture.hpp"

namespace {

using cardea::mail::is_address;
using cardea::mail::text_form;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

std::string written(const cardea::mail::message& letter, const cardea::mail::sender& by = from,
                    text_form form = text_form::safe) {
  return to_rfc5322(letter, by, noon, form);
}
std::string body_of(const std::string& mail) { return mail.substr(mail.find("\r\n\r\n") + 4); }

TEST(Address, T32IsOneWithoutCommaBlankControlCharacterOrASecondOne) {
  for (const char* good : {"ada@x.example", "a.b+tag@x.example", "!#$%&'*+/=?^_`{|}~@x.example",
                           "a@localhost", "a@xn--bcher-kva.example", "A@X.EXAMPLE", "a@1.example"})
    EXPECT_TRUE(is_address(good)) << good;
  using namespace std::string_view_literals;
  for (const auto bad : {""sv,
                         "ada"sv,
                         "@x.example"sv,
                         "ada@"sv,
                         "ada@x.example,eve@y.example"sv,
                         "ada@x@y.example"sv,
                         "ada @x.example"sv,
                         " ada@x.example"sv,
                         "ada@x.example "sv,
                         "ada@x.example\n"sv,
                         "ada@x.example\r\nBcc: eve@y.example"sv,
                         "ada\0@x.example"sv,
                         "ada@x.exam\0ple"sv,
                         "ada@x.example;"sv,
                         "\"ada\"@x.example"sv,
                         "ada(eve)@x.example"sv,
                         "Ada <ada@x.example>"sv,
                         "<ada@x.example>"sv,
                         "-oQ@x.example"sv,
                         ".ada@x.example"sv,
                         "ada.@x.example"sv,
                         "a..b@x.example"sv,
                         "ada@.x.example"sv,
                         "ada@x..example"sv,
                         "ada@x.example."sv,
                         "ada@-x.example"sv,
                         "ada@x-.example"sv,
                         "ada@[192.0.2.1]"sv,
                         "ada@x_y.example"sv,
                         "ada@b\xC3\xBC.example"sv,
                         "\xC3\xA4@x.example"sv,
                         "ada\x7f@x.example"sv,
                         "ada\t@x.example"sv,
                         "ada%0a@x .example"sv,
                         "ada@x.example/"sv,
                         "ada:b@x.example"sv})
    EXPECT_FALSE(is_address(bad)) << bad;
}

TEST(Address, HasItsLimits) {
  const auto of = [](std::size_t local, std::size_t label) {
    return std::string(local, 'a') + "@" + std::string(label, 'x') + ".example";
  };
  EXPECT_TRUE(is_address(of(64, 63)));
  EXPECT_FALSE(is_address(of(65, 63)));
  EXPECT_FALSE(is_address(of(64, 64)));
  std::string domain = "x";
  while (domain.size() < 251) domain += ".y";
  EXPECT_TRUE(is_address(("ab@" + domain).substr(0, 254)));
  EXPECT_FALSE(is_address("abc@" + domain));
}

TEST(Letter, HasTheFieldsOfRfc5322) {
  const auto mail = written({.to = "ada@x.example", .subject = "Hello", .text = "one\ntwo\n"});
  EXPECT_THAT(mail, testing::StartsWith("Date: Wed, 02 Jan 2030 12:00:00 +0000\r\n"
                                        "From: no-reply@x.example\r\nTo: ada@x.example\r\nSubject: Hello\r\n"
                                        "Message-ID: <"));
  EXPECT_THAT(
      mail, HasSubstr("@x.example>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"));
  EXPECT_EQ(body_of(mail), "one\r\ntwo\r\n");
  EXPECT_NE(mail, written({.to = "ada@x.example", .subject = "Hello", .text = "one\ntwo\n"}))
      << "two letters have one Message-ID";
}

TEST(Letter, LinesEndInCrlfHoweverTheyEnded) {
  EXPECT_EQ(body_of(written({.to = "a@x.example", .subject = "", .text = "a\nb\r\nc\rd\n\ne"})),
            "a\r\nb\r\nc\r\nd\r\n\r\ne\r\n");
}

TEST(Letter, ASubjectBeyondAsciiIsInEncodedWordsThatHoldWholeCharacters) {
  const auto mail = written({.to = "a@x.example",
                             .subject = "Gr\xC3\xBC\xC3\x9F"
                                        "e",
                             .text = ""});
  // Buffer.from("Grüße").toString("base64") of Node
  EXPECT_THAT(mail, HasSubstr("Subject: =?UTF-8?B?R3LDvMOfZQ==?=\r\n"));
  std::string much;
  for (int i = 0; i < 40; ++i) much += "\xE2\x82\xAC";  // the sign of the euro
  const auto folded = written({.to = "a@x.example", .subject = much, .text = ""});
  // 13 characters of three bytes in a word
  EXPECT_THAT(folded, HasSubstr("?=\r\n =?UTF-8?B?"));
  for (std::size_t at = 0, end; (end = folded.find("\r\n", at)) != std::string::npos; at = end + 2)
    EXPECT_LE(end - at, 78U) << folded.substr(at, end - at);
  EXPECT_THAT(folded, HasSubstr("4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs?="));
}

TEST(Letter, ASubjectThatLooksEncodedIsNotTakenForIt) {
  EXPECT_THAT(written({.to = "a@x.example", .subject = "=?UTF-8?B?aGk=?=", .text = ""}),
              HasSubstr("Subject: =?UTF-8?B?PT9VVEYtOD9CP2FHaz0/PQ==?=\r\n"));
}

TEST(Letter, ANameIsQuotedOrEncoded) {
  const cardea::mail::message letter{.to = "a@x.example", .subject = "", .text = ""};
  EXPECT_THAT(written(letter, {.address = "b@x.example", .name = "Shop \"X\", <y>"}),
              HasSubstr("From: \"Shop \\\"X\\\", <y>\" <b@x.example>\r\n"));
  EXPECT_THAT(written(letter, {.address = "b@x.example",
                               .name = "B\xC3\xBC"
                                       "cher"}),
              HasSubstr("From: =?UTF-8?B?QsO8Y2hlcg==?= <b@x.example>\r\n"));
}

TEST(Letter, ATextBeyondAsciiTravelsQuotedAndIsLeftReadableInAFile) {
  const cardea::mail::message letter{.to = "a@x.example",
                                     .subject = "",
                                     .text =
                                         "Gr\xC3\xBC\xC3\x9F"
                                         "e = \n\tx \n"};
  const auto safe = written(letter);
  EXPECT_THAT(safe, HasSubstr("Content-Transfer-Encoding: quoted-printable\r\n"));
  EXPECT_EQ(body_of(safe), "Gr=C3=BC=C3=9Fe =3D=20\r\n\tx=20\r\n");
  const auto readable = written(letter, from, text_form::readable);
  EXPECT_THAT(readable, HasSubstr("Content-Transfer-Encoding: 8bit\r\n"));
  EXPECT_EQ(body_of(readable),
            "Gr\xC3\xBC\xC3\x9F"
            "e = \r\n\tx \r\n");
}

TEST(Letter, NoLineIsLongerThanAServerTakes) {
  const std::string fits(998, 'a');
  EXPECT_EQ(body_of(written({.to = "a@x.example", .subject = "", .text = fits})), fits + "\r\n");
  const auto body = body_of(written({.to = "a@x.example", .subject = "", .text = fits + "a"}));
  std::string joined;
  for (std::size_t at = 0, end; (end = body.find("\r\n", at)) != std::string::npos; at = end + 2) {
    EXPECT_LE(end - at, 76U);
    const bool is_soft = body[end - 1] == '=';
    joined += body.substr(at, end - at - (is_soft ? 1 : 0));
  }
  EXPECT_EQ(joined, fits + "a");
}

TEST(Letter, T32NothingInjectsAFieldOrASecondAddress) {
  const auto refused = [](const cardea::mail::message& letter, const cardea::mail::sender& by = from) {
    try {
      (void)written(letter, by);
    } catch (const cardea::error& e) {
      EXPECT_THAT(e.what(), Not(HasSubstr("eve"))) << "an error shows what was typed";
      return e.code() == cardea::errc::invalid_argument;
    }
    return false;
  };
  EXPECT_TRUE(refused({.to = "a@x.example\r\nBcc: eve@y.example", .subject = "", .text = ""}));
  EXPECT_TRUE(refused({.to = "a@x.example, eve@y.example", .subject = "", .text = ""}));
  EXPECT_TRUE(refused({.to = "a@x.example", .subject = "Hi\r\nBcc: eve@y.example", .text = ""}));
  EXPECT_TRUE(refused({.to = "a@x.example", .subject = "Hi\nBcc: eve@y.example", .text = ""}));
  EXPECT_TRUE(refused({.to = "a@x.example", .subject = "\xff eve", .text = ""}));
  EXPECT_TRUE(refused({.to = "a@x.example", .subject = "", .text = std::string{"eve\0", 4}}));
  EXPECT_TRUE(refused({.to = "a@x.example", .subject = "", .text = "\xff"}));
  const cardea::mail::message fine{.to = "a@x.example", .subject = "", .text = ""};
  EXPECT_TRUE(refused(fine, {.address = "b@x.example", .name = "B\r\nBcc: eve@y.example"}));
  EXPECT_TRUE(refused(fine, {.address = "b@x.example\r\nBcc: eve@y.example"}));
  EXPECT_FALSE(refused(fine));
  EXPECT_FALSE(refused({.to = "a@x.example", .subject = "", .text = "\r\nBcc: eve@y.example\r\n.\r\n"}))
      << "what stands in the text stays text";
}

}  // namespace
