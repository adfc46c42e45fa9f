package org.evalledger.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * How a database is opened.
 *
 * @param url JDBC URL; what follows its question mark may hold secrets
 * @param user role to sign in as; empty where the URL names it
 * @param password of that role; empty where the URL names it or none is needed
 */
public record DatabaseAddress(String url, String user, String password) {
  public DatabaseAddress {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new DatabaseStartException(
          "EVALLEDGER_JDBC_URL must begin with jdbc:postgresql: and is " + withoutOptions(url));
    }
  }

  /** Opens a connection that belongs to the caller alone. */
  public Connection connect() throws SQLException {
    var properties = new Properties();
    if (!user.isEmpty()) properties.setProperty("user", user);
    if (!password.isEmpty()) properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "evalledger");
    properties.setProperty("tcpKeepAlive", "true");
    // A batch of inserts goes as a few statements of many rows, which costs the server a third.
    properties.setProperty("reWriteBatchedInserts", "true");
    return DriverManager.getConnection(url, properties);
  }

  private static String withoutOptions(String url) {
    return url.replaceFirst("\\?.*", "");
  }

  /** The URL alone, without its options, for messages. */
  @Override
  public String toString() {
    return withoutOptions(url);
  }
}
