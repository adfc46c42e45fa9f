package org.evalledger.log;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.Transactions;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NoteVerifier;

/** The cosignatures of this log's checkpoints, as they came in. */
@Singleton
public final class Cosignatures {
  private final Transactions transactions;
  private final Witnesses witnesses;

  Cosignatures(Transactions transactions, Witnesses witnesses) {
    this.transactions = transactions;
    this.witnesses = witnesses;
  }

  /**
   * A checkpoint that a quorum of the configured witnesses cosigned.
   *
   * @param size entries that it covers
   * @param checkpoint signed note, with the newest cosignature of each key
   */
  public record Witnessed(long size, Bytes checkpoint) {}

  /** {@code checkpoint}, of {@code size} entries, with the newest cosignature of each key. */
  public Bytes with(long size, Bytes checkpoint) {
    return transactions.read(connection -> with(connection, size, checkpoint));
  }

  private static Bytes with(Connection connection, long size, Bytes checkpoint)
      throws SQLException {
    var note = new StringBuilder(checkpoint.utf8());
    try (var select =
        connection.prepareStatement(
            """
            select distinct on (witness, key_id) line
            from log_cosignature
            where tree_size = ?
            order by witness, key_id, cosigned_at desc
            """)) {
      select.setLong(1, size);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          note.append(row.getString(1)).append('\n');
        }
      }
    }
    return Bytes.ofUtf8(note.toString());
  }

  /** The newest checkpoint with a quorum; empty when there is none, or no quorum is configured. */
  public Optional<Witnessed> witnessed() {
    NotePolicy policy = witnesses.policy();
    return policy.asksForWitnesses()
        ? transactions.read(connection -> witnessed(connection, policy))
        : Optional.empty();
  }

  private static Optional<Witnessed> witnessed(Connection connection, NotePolicy policy)
      throws SQLException {
    OptionalLong size =
        new QuorumSearch(policy, (key, below, limit) -> sizes(connection, key, below, limit))
            .newest();
    return size.isPresent()
        ? Optional.of(new Witnessed(size.getAsLong(), checkpoint(connection, size.getAsLong())))
        : Optional.empty();
  }

  /** The newest sizes up to {@code highest} that {@code key} cosigned, from the index alone. */
  private static List<Long> sizes(Connection connection, NoteVerifier key, long highest, int limit)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select distinct tree_size
            from log_cosignature
            where witness = ?
            and key_id = ?
            and tree_size <= ?
            order by tree_size desc
            limit ?
            """)) {
      select.setString(1, key.name());
      select.setString(2, key.keyId().toString());
      select.setLong(3, highest);
      select.setInt(4, limit);
      var sizes = new ArrayList<Long>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          sizes.add(row.getLong(1));
        }
      }
      return sizes;
    }
  }

  private static Bytes checkpoint(Connection connection, long size) throws SQLException {
    try (var select =
        connection.prepareStatement("select checkpoint from log_checkpoint where tree_size = ?")) {
      select.setLong(1, size);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("cosignatures of a checkpoint that is gone: " + size);
        }
        return with(connection, size, Bytes.ofUtf8(row.getString(1)));
      }
    }
  }

  /** The newest size that {@code key} cosigned; 0 when there is none. */
  public long newest(NoteVerifier key) {
    return transactions.read(
        connection -> {
          try (var select =
              connection.prepareStatement(
                  """
                  select coalesce(max(tree_size), 0)
                  from log_cosignature
                  where witness = ?
                  and key_id = ?
                  """)) {
            select.setString(1, key.name());
            select.setString(2, key.keyId().toString());
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  /** Keeps cosignatures, verified, of the checkpoint of {@code size}, beside any earlier ones. */
  void keep(long size, List<NotePolicy.Cosignature> verified) {
    transactions.write(connection -> keep(connection, size, verified));
  }

  /**
   * Keeps a checkpoint of another ledger's log, which a mirror of it has that far, with verified
   * cosignatures: for a mirror.
   *
   * @param head what {@code checkpoint} says
   * @param checkpoint signed note, without cosignatures
   */
  public void keep(Checkpoint head, Bytes checkpoint, List<NotePolicy.Cosignature> verified) {
    long size = head.size().value();
    transactions.write(
        connection -> {
          LogTables.keepCheckpoint(connection, size, head.root(), checkpoint);
          return keep(connection, size, verified);
        });
  }

  private static boolean keep(
      Connection connection, long size, List<NotePolicy.Cosignature> verified) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into log_cosignature (tree_size, witness, key_id, cosigned_at, line)
            values (?, ?, ?, ?, ?)
            on conflict do nothing
            """)) {
      for (NotePolicy.Cosignature cosignature : verified) {
        insert(insert, size, cosignature);
      }
    }
    return true;
  }

  private static void insert(
      PreparedStatement insert, long size, NotePolicy.Cosignature cosignature) throws SQLException {
    NoteVerifier key = cosignature.witness().key();
    insert.setLong(1, size);
    insert.setString(2, key.name());
    insert.setString(3, key.keyId().toString());
    insert.setObject(4, cosignature.time().atOffset(ZoneOffset.UTC));
    insert.setString(5, cosignature.line().line());
    insert.executeUpdate();
  }
}
