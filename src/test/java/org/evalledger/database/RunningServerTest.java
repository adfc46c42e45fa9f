package org.evalledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds while the embedded server runs. */
class RunningServerTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void isDurableAndReachedThroughTheLoopbackAlone() throws SQLException {
    try (var connection = DATABASE.connect()) {
      assertThat(ServerSettings.show(connection, "fsync")).isEqualTo("on");
      assertThat(ServerSettings.show(connection, "synchronous_commit")).isEqualTo("on");
      assertThat(ServerSettings.show(connection, "full_page_writes")).isEqualTo("on");
      assertThat(ServerSettings.show(connection, "data_checksums")).isEqualTo("on");
      assertThat(ServerSettings.show(connection, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ServerSettings.show(connection, "unix_socket_directories")).isEmpty();
      assertThat(ServerSettings.show(connection, "server_encoding")).isEqualTo("UTF8");
    }
  }

  @Test
  void asksForThePassword() {
    var guess = new DatabaseAddress(DATABASE.address().url(), Cluster.USER, "guess");
    assertThatThrownBy(guess::connect).hasMessageContaining("password authentication failed");
  }

  @Test
  void refusesASecondServiceOfTheSameProcess() {
    assertThatThrownBy(() -> PostgresServer.start(SharedServer.DIRECTORY))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageContaining(
            "in use by another evalledger (process %d)".formatted(ProcessHandle.current().pid()));
  }
}
