package org.evalledger.database;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** A service as other packages write it. */
@Singleton
class Notes {
  private final NoteRepository repository;
  private final JdbcOperations operations;

  Notes(NoteRepository repository, JdbcOperations operations) {
    this.repository = repository;
    this.operations = operations;
  }

  @Transactional
  void createTable() {
    execute("create table note (number bigint constraint note_pk primary key, text text)");
  }

  @Transactional
  void dropTable() {
    execute("drop table note");
  }

  private void execute(String sql) {
    operations.prepareStatement(sql, statement -> statement.execute());
  }

  @Transactional
  void insertBoth(long one, long other) {
    repository.insert(one, "by the repository");
    operations.prepareStatement(
        "insert into note values (?, 'by hand')",
        statement -> {
          statement.setLong(1, other);
          return statement.executeUpdate();
        });
  }

  @Transactional
  void insertBothAndFail(long one, long other) {
    insertBoth(one, other);
    throw new IllegalStateException("on purpose");
  }
}
