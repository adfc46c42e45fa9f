package org.evalledger.registry;

import java.io.IOException;
import java.sql.SQLException;

/** The database's own fault in the middle of a stream, as opposed to one of what streams. */
final class DatabaseStreamException extends IOException {
  private static final long serialVersionUID = 1L;

  private final SQLException fault;

  DatabaseStreamException(SQLException fault) {
    super(fault);
    this.fault = fault;
  }

  SQLException fault() {
    return fault;
  }
}
