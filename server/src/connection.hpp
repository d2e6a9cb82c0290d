// SPDX-License-Identifier: MIT
#pragma once
#include "loop.hpp"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <string>

namespace cardea::server {

/// Of TCP and of Unix; without a type-erased executor, which each operation would pay for.
using socket_type = boost::asio::basic_stream_socket<boost::asio::generic::stream_protocol,
                                                     boost::asio::io_context::executor_type>;

/// How a connection came.
struct arrival {
  std::shared_ptr<boost::asio::ssl::context> tls;  ///< null: not encrypted
  bool for_metrics;
};

/// Serves the connection until it ends. On the thread of `home`, whose context the socket is of.
void serve(loop& home, socket_type socket, arrival how);

}  // namespace cardea::server
