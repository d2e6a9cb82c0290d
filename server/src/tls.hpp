// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/server/options.hpp>

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace cardea::server {

/// TLS 1.2 and 1.3 with these files. Throws `errc::unavailable` where they cannot be read or do not belong
/// together; the message names the files and nothing in them.
[[nodiscard]] std::shared_ptr<boost::asio::ssl::context> open_tls(const tls_files& files);

}  // namespace cardea::server
