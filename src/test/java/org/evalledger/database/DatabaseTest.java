package org.evalledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which database the service takes, which it refuses. */
class DatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void namesTheAddressAtWhichNoDatabaseAnswersButNotItsSecrets() throws Exception {
    int port = freePort();
    var url = "jdbc:postgresql://127.0.0.1:%d/ledger?password=secret".formatted(port);
    var location = new DatabaseLocation.Elsewhere(new DatabaseAddress(url, "me", ""));
    assertThatThrownBy(() -> Database.open(location))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageStartingWith(
            "No database can be opened at jdbc:postgresql://127.0.0.1:%d/ledger:".formatted(port))
        .hasMessageNotContaining("secret");
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void refusesAnAddressThatIsNotPostgres() {
    assertThatThrownBy(() -> new DatabaseAddress("jdbc:h2:mem:x?password=secret", "", ""))
        .hasMessage("EVALLEDGER_JDBC_URL must begin with jdbc:postgresql: and is jdbc:h2:mem:x");
  }

  @Test
  void refusesAServerThatMayLoseWhatItAcknowledged() throws SQLException {
    var name = DATABASE.address().url().replaceFirst(".*/([^?]*).*", "$1");
    try (var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      statement.execute("alter database " + name + " set synchronous_commit = off");
    }
    assertThatThrownBy(() -> Database.open(new DatabaseLocation.Elsewhere(DATABASE.address())))
        .hasMessage(
            "PostgreSQL runs with synchronous_commit=off, under which acknowledged entries can be"
                + " lost; set it to on.");
  }

  @ParameterizedTest
  @CsvSource({
    "08006, true",
    "08001, true",
    "57P01, true",
    "57P03, true",
    "53300, true",
    "58030, true",
    "23505, false",
    "40001, false",
    "57014, false",
    "'', false",
  })
  void tellsAGoneDatabaseByItsSqlState(String state, boolean gone) {
    var wrapped = new IllegalStateException(new SQLException("reason", state));
    assertThat(DatabaseGoneException.isCauseOf(wrapped)).isEqualTo(gone);
  }

  @Test
  void aPoolWithoutConnectionsIsAGoneDatabaseAndAProgrammingErrorIsNot() {
    assertThat(DatabaseGoneException.isCauseOf(new SQLTransientConnectionException())).isTrue();
    assertThat(DatabaseGoneException.isCauseOf(new SQLException("no state"))).isFalse();
    assertThat(DatabaseGoneException.isCauseOf(new IllegalStateException())).isFalse();
  }
}
