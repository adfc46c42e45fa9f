package org.evalledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways in which a package reaches the database, all on one pool and in one transaction. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PoolTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final ApplicationContext context = DatabaseContext.run(DATABASE.properties());
  private final Notes notes = context.getBean(Notes.class);
  private final NoteRepository repository = context.getBean(NoteRepository.class);
  private final Transactions transactions = context.getBean(Transactions.class);

  PoolTest() {
    notes.createTable();
  }

  @AfterEach
  void close() {
    notes.dropTable();
    context.close();
  }

  @Test
  void aRepositoryRunsItsQueries() {
    repository.insert(1, "first");
    repository.insert(2, "second");
    assertThat(repository.find(2)).contains(new Note(2, "second"));
    assertThat(repository.find(3)).isEmpty();
    assertThat(repository.list(0, 10))
        .isEqualTo(List.of(new Note(1, "first"), new Note(2, "second")));
    assertThat(repository.count()).isEqualTo(2);
  }

  @Test
  void aTransactionalMethodIsUndoneAsAWhole() {
    assertThatThrownBy(() -> notes.insertBothAndFail(1, 2)).hasMessage("on purpose");
    assertThat(repository.count()).isZero();
    notes.insertBoth(1, 2);
    assertThat(repository.count()).isEqualTo(2);
  }

  @Test
  void repositoriesTakePartInATransactionOfOurs() {
    assertThatThrownBy(
            () ->
                transactions.write(
                    connection -> {
                      repository.insert(1, "not to stay");
                      try (var statement = connection.createStatement()) {
                        statement.execute("insert into note values (1, 'the same number')");
                      }
                      return true;
                    }))
        .hasMessageContaining("note_pk");
    assertThat(repository.count()).isZero();
    long seenInside =
        transactions.write(
            connection -> {
              repository.insert(1, "to stay");
              return repository.count();
            });
    assertThat(seenInside).isEqualTo(1);
    assertThat(repository.count()).isEqualTo(1);
  }

  @Test
  void aReadSeesOneStateAndWritesNothing() {
    transactions.read(
        connection -> {
          assertThat(repository.count()).isZero();
          try (var other = DATABASE.ownConnection()) {
            other.write(c -> c.createStatement().executeUpdate("insert into note values (1, 'x')"));
          }
          assertThat(repository.count()).isZero();
          return true;
        });
    assertThatThrownBy(() -> transactions.read(c -> repository.insert(2, "never")))
        .hasMessageContaining("read-only transaction");
  }

  @Test
  void theConnectionOfTheSequencerComesFromTheDatabaseBean() {
    try (var own = context.getBean(Database.class).ownConnection()) {
      assertThatThrownBy(
              () ->
                  own.write(
                      connection -> {
                        connection
                            .createStatement()
                            .execute("insert into note values (1, 'undone')");
                        throw new SQLException("on purpose");
                      }))
          .hasMessage("on purpose");
      assertThat(repository.count()).isZero();
    }
  }
}
