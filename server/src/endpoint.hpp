// SPDX-License-Identifier: MIT
#pragma once
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>

#include <string>

namespace cardea::server {

using acceptor_type = boost::asio::basic_socket_acceptor<boost::asio::generic::stream_protocol,
                                                         boost::asio::io_context::executor_type>;

/// An address to listen at, open. Removes the file of a Unix socket that it made.
class endpoint {
 public:
  /// "127.0.0.1:8080", "[::]:8080", "unix:/run/cardea.sock". Throws `errc::invalid_argument` for another
  /// form, `errc::unavailable` where it cannot be had.
  endpoint(boost::asio::io_context& context, const std::string& address);
  ~endpoint();
  endpoint(const endpoint&) = delete;
  endpoint& operator=(const endpoint&) = delete;

  /// With the port that was found.
  [[nodiscard]] std::string name() const;

  acceptor_type acceptor;

 private:
  std::string path_{};  ///< of a Unix socket
};

}  // namespace cardea::server
