package org.evalledger.review;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;

/** Table {@code report_count}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReportCountRepository extends GenericRepository<CaseSummary, Long> {
  /**
   * One row where it is still one of the {@code most} of that day, at whichever replica the others
   * came. What was counted on earlier days is forgotten with it.
   */
  @Query(
      """
      with past as (
        delete from report_count
        where day < :day
      )
      insert into report_count (person, day, reports)
      values (decode(:person, 'hex'), :day, 1)
      on conflict (person, day) do update
      set reports = report_count.reports + 1
      where report_count.reports < :most
      """)
  long count(String person, LocalDate day, int most);

  /** Counts one fewer of that day. */
  @Query(
      """
      with last as (
        delete from report_count
        where person = decode(:person, 'hex')
        and day = :day
        and reports = 1
      )
      update report_count
      set reports = reports - 1
      where person = decode(:person, 'hex')
      and day = :day
      and reports > 1
      """)
  void giveBack(String person, LocalDate day);
}
