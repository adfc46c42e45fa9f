package org.evalledger.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.SourceEntry;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.signing.StoredEnvelope;
import org.evalledger.statement.EntryIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Entries that wait, each with an envelope of megabytes. */
class StagedEntriesTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int ENTRIES = 7;

  private static SourceEntry entry(int index, int envelopeBytes) {
    return new SourceEntry(
        new EntryIndex(index),
        Bytes.ofUtf8("record " + index),
        Bytes.ofUtf8("facts"),
        Optional.empty(),
        Optional.of(
            new StoredEnvelope("application/jose+json", Bytes.copyOf(new byte[envelopeBytes]))));
  }

  private static List<Long> page(Connection connection, long first) throws SQLException {
    return StagedEntries.from(connection, first, 200).stream()
        .map(entry -> entry.index().value())
        .toList();
  }

  @Test
  void aPageEndsByItsBytesAndHasAtLeastOneEntry() throws SQLException {
    var entries = new ArrayList<SourceEntry>();
    for (int i = 0; i < ENTRIES; i++) {
      entries.add(entry(i, i == ENTRIES - 1 ? 9 << 20 : 3 << 20));
    }
    try (Connection connection = DATABASE.connect()) {
      connection.setAutoCommit(false);
      StagedEntries.keep(connection, entries);

      assertThat(page(connection, 0)).containsExactly(0L, 1L, 2L);
      assertThat(page(connection, 3)).containsExactly(3L, 4L, 5L);
      assertThat(page(connection, 6)).containsExactly(6L);
      assertThat(page(connection, 7)).isEmpty();
    }
  }
}
