package org.evalledger.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How the embedded server is set, and what of it any server must have. */
final class ServerSettings {
  /** An acknowledged entry is on disk, whatever dies next. */
  private static final List<String> DURABLE =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private ServerSettings() {}

  /** The server's command line; settings given here win over every file. */
  static List<String> arguments(DataDirectory directory, int port, Platform platform) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    settings.put("password_encryption", "scram-sha-256");
    DURABLE.forEach(name -> settings.put(name, "on"));
    if (platform == Platform.MACOS_ARM_64) {
      // There a plain fsync stops at the drive's cache.
      settings.put("wal_sync_method", "fsync_writethrough");
    }
    settings.put("max_connections", "100");
    settings.put("shared_buffers", "256MB");
    settings.put("work_mem", "16MB");
    settings.put("maintenance_work_mem", "128MB");
    settings.put("max_wal_size", "4GB");
    settings.put("min_wal_size", "128MB");
    settings.put("checkpoint_timeout", "15min");
    settings.put("random_page_cost", "1.1");
    settings.put("jit", "off");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_checkpoints", "off");
    return Stream.concat(
            Stream.of("-D", directory.cluster().toString()),
            settings.entrySet().stream().flatMap(ServerSettings::argument))
        .toList();
  }

  private static Stream<String> argument(Map.Entry<String, String> setting) {
    return Stream.of("-c", setting.getKey() + "=" + setting.getValue());
  }

  /** Asks the server itself whether a commit survives its death. */
  static void checkDurable(Connection connection) throws SQLException {
    for (var name : DURABLE) {
      var value = show(connection, name);
      if (value.equals("off")) {
        throw new DatabaseStartException(
            "PostgreSQL runs with %s=off, under which acknowledged entries can be lost; set it to on."
                .formatted(name));
      }
    }
  }

  /** The value of a setting as the server has it now. */
  static String show(Connection connection, String name) throws SQLException {
    try (var statement = connection.prepareStatement("select current_setting(?)")) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
