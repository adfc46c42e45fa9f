package org.evalledger.catalogue;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.evalledger.database.PublicRead;
import org.jspecify.annotations.Nullable;

/** Reads table {@code search_term}. */
@PublicRead
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SearchRepository extends GenericRepository<Found, Long> {
  /** What has all words, the best match first, then in the order in which it was named. */
  @Query(
      """
      select f.*
      from (
        select t.kind, t.id, t.entry_index as entry,
               case
                 when lower(t.id) = :text then 0
                 when starts_with(lower(t.id), :text) then 1
                 when starts_with(lower(split_part(t.id, '/', 2)), :text) then 1
                 else 2
               end as match
        from search_term t
        where to_tsvector('simple', t.words) @@ to_tsquery('simple', :query)
        and (cast(:kind as text) is null or t.kind = :kind)
      ) f
      where (f.match, f.entry) > (:afterMatch, :afterEntry)
      order by f.match, f.entry
      limit :limit
      """)
  List<Found> find(
      String text, String query, @Nullable String kind, int afterMatch, long afterEntry, int limit);
}
