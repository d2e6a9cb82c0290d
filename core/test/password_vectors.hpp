// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/password.hpp>

#include <string>

// Written by the npm packages on Node 20: lucia-auth 1.8.0, lucia 2.7.7, lucia 3.2.2, oslo 1.2.1,
// better-auth.
namespace vectors {

inline const std::string hunter2 = "hunter2";
inline const std::string decomposed = "pas\u0301\uFB01\u2460";  // neither NFC nor NFKC
inline const std::string nfkc = "pa\u015Bfi1";

/// What writes that format.
inline cardea::password_policy writing(cardea::password_format format,
                                       cardea::two_part_hash two_part = cardea::two_part_hash::either) {
  cardea::password_policy policy;
  policy.format = format;
  policy.two_part = two_part;
  return policy;
}

inline const std::string key_16 =
    "732bd5c478953983828d4b32f3a1670a120a4ae2fceabec953fe4dc51b37d0e7c32022cdbec7055de0afc05f8774a525321876b7"
    "fcd007bdb5"
    "6c8cb943e4a94a";
inline const std::string key_8 =
    "9f7b9d8c23db4ae9fb941fb6320d39b24d9ad41e15f65d9530cb23c35b8bd951fb8a0b59cf656203d2bd5380ccb400c5a8d2aa24"
    "3bb2b2914a"
    "ab6335bec77fee";
inline const std::string key_v3 =
    "c271c1947e62d6f0eae16de7cc94c4d293cd95324241716bc8422359ac77f5c1ce5f3c16b68bd4eb4b2b9a1da81bdc65900ad9c8"
    "323bc4ec13"
    "738a16c473a403";
inline const std::string salt_v3 = "000102030405060708090a0b0c0d0e0f";

inline const std::string s2 = "s2:abcdefghijklmnop:" + key_16;
inline const std::string legacy8 = "abcdefghijklmnop:" + key_8;
inline const std::string v3 = salt_v3 + ':' + key_v3;
inline const std::string v3_legacy_s2 = "s2:" + v3;

inline const std::string s2_nfkc =
    "s2:abcdefghijklmnop:"
    "5af55be13884262d3868d430ead8a9957aa01f90c1ad873f0843553465eaba8f500c2a09df4d8cec67802403a37485f"
    "b4f2e09052ccc3e415c96a8b9a20bfbcb";
inline const std::string legacy8_nfkc =
    "abcdefghijklmnop:"
    "1d84cab160db58f8ece49cdf21d4b6e83c31fdc9921fb6fbec5d31d8ef7049125e7fbd3d642e044235a6e75f1ee0d49a90"
    "3ab52ea4b05ced4389e27a56ff3b4c";
inline const std::string legacy8_raw =
    "abcdefghijklmnop:"
    "913269c16928f20c59864f5507d2292180222d685dbaabffe69dc2a03c615dc666a38606692c6a390a73e9b776d7aca437"
    "6998642bb0d0585584d6a9c0248e62";
inline const std::string v3_nfkc =
    "000102030405060708090a0b0c0d0e0f:"
    "fa69a37c2be8cb310290cedac9d5da5144835502fd3c83d38816f4cbb16b92aaee447e370c99e38092"
    "e8e4096034e2ea36570cfb9bd029313b3c7fea306cb918";

inline const std::string argon2id_nfkc =
    "$argon2id$v=19$m=19456,t=2,p=1$7tji0gj0H/+zPpEcVP9K2Q$PDxDsawiSgU0APOEpufM7nmd89iQT+5n0wp57f1Jf6U";
inline const std::string argon2id_four_lanes =
    "$argon2id$v=19$m=1024,t=1,p=4$xZm5fZZ8mXJc4tDWfT7+lQ$hSQVmv2LQzmrFg14BpBXvUOaacU4TZnu/kGpOl4zD5o";
inline const std::string argon2id_weak =
    "$argon2id$v=19$m=8192,t=1,p=1$IBDC9NPuq8cEWMCOynGV4w$AK1Ff5ziSURfN1dY6KcxyR41FK/PxSSC5Naf4c6OJvc";
inline const std::string argon2id_long_tag =
    "$argon2id$v=19$m=12288,t=3,p=1$0KH3MCv2gt0poEV0RTynPQ$tl2wZLHQOWBC+"
    "eR6OS9sPpjH0707Ip7gwxFu4nQyT3CEF8HyMGnQGOB04eg3"
    "BsmlX3cLo3l153c2N4cTNUWSzg";
inline const std::string argon2id_one_pass =
    "$argon2id$v=19$m=47104,t=1,p=1$K2/nnUMMOdAoucSsYuhBCA$/9zCiQWkBEkWHIMTwDTH0JjFSy27/bY+PSSRamuTMyM";

inline const std::string bcrypt = "$2y$04$5FKurmEKpl2ATVvRirkNNerARPzD08Igf.7YjuJlYg8cr1/jbDhEC";
inline const std::string bcrypt_nfkc = "$2y$04$P66MnYDH0qlbuS/SqBny2eeoRebtzwPvgLuHKhVn4jecMoHuG1gIK";
inline const std::string bcrypt_of_80_times_a =
    "$2y$04$IBhoqL5DzMw4LdE1ZhFxluIW/xaf48XlupVSTTFrZWRAQZ7WYoFI.";

}  // namespace vectors
