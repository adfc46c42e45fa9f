package org.evalledger.database;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** The plainest repository: a text block for each query and a record for its rows. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface NoteRepository extends GenericRepository<Note, Long> {
  @Query(
      """
      insert into note (number, text)
      values (:number, :text)
      """)
  int insert(long number, String text);

  @Query(
      """
      select number, text
      from note
      where number = :number
      """)
  Optional<Note> find(long number);

  @Query(
      """
      select number, text
      from note
      where number > :after
      order by number
      limit :limit
      """)
  List<Note> list(long after, int limit);

  @Query("select count(*) from note")
  long count();
}
