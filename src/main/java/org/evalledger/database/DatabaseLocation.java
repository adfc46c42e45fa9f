package org.evalledger.database;

import java.nio.file.Path;

/** Which database the configuration names. */
sealed interface DatabaseLocation {
  /**
   * Somebody else's server.
   *
   * @param address how it is opened
   */
  record Elsewhere(DatabaseAddress address) implements DatabaseLocation {}

  /**
   * A server of our own, which lives and ends with the service.
   *
   * @param directory where it keeps everything
   */
  record Embedded(Path directory) implements DatabaseLocation {}
}
