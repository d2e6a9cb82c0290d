// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/postgres/borrowed.hpp>

#include <libpq-fe.h>

namespace cardea::postgres {

borrowed::borrowed(pg_conn* handle, bool named_statements) : handle_{handle} {
  if (!handle || PQstatus(handle) != CONNECTION_OK)
    throw error{errc::invalid_argument, "there is no open connection to borrow"};
  const char* encoding = PQparameterStatus(handle, "client_encoding");
  if (!encoding || (std::string_view{encoding} != "UTF8" && std::string_view{encoding} != "SQL_ASCII"))
    throw error{errc::invalid_argument, "a connection is borrowed with client_encoding UTF8 only"};
  connection_ = std::make_unique<connection>(handle, named_statements);
}

const sql::transaction_words& borrowed::words() const {
  return PQtransactionStatus(handle_) == PQTRANS_IDLE ? sql::whole_transaction() : sql::savepoint();
}

}  // namespace cardea::postgres
