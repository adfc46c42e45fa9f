package org.evalledger.feed;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads table {@code entry}, of which every row is an event. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface FeedRepository extends GenericRepository<FeedEvent, Long> {
  /** How an entry is an event; the filters read its columns. */
  String EVENTS =
      """
      select e.*
      from (
        select entry_index as index,
               case
                 when verdict in ('flagged', 'inconsistent') then 'flag'
                 when type = 'decision' then 'decision'
                 else 'entry'
               end as event,
               encode(leaf_hash, 'hex') as leaf_hash, type, submitter, model, relation, suspicion,
               verdict, results, received_at
        from entry
      ) e
      where (cast(:events as text) is null
             or e.event = any (string_to_array(cast(:events as text), ',')))
      and (cast(:submitter as text) is null or e.submitter = :submitter)
      and (cast(:model as text) is null or e.model = :model)
      """;

  /** Events behind {@code after} and before {@code end}, in the order of the log. */
  @Query(
      EVENTS
          + """
          and e.index > :after
          and e.index < :end
          order by e.index
          limit :limit
          """)
  List<FeedEvent> between(
      long after,
      long end,
      @Nullable String events,
      @Nullable String submitter,
      @Nullable String model,
      int limit);

  /** The newest events, the newest first. */
  @Query(EVENTS + "order by e.index desc limit :limit")
  List<FeedEvent> newest(
      @Nullable String events, @Nullable String submitter, @Nullable String model, int limit);
}
