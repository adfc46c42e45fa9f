package org.evalledger.registry;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalledger.ledger.Case;
import org.evalledger.ledger.CaseStanding;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.ledger.Proceedings;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Decision;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.Metric;
import org.evalledger.statement.OnBehalfOf;
import org.evalledger.statement.Report;
import org.evalledger.statement.ReviewStatement;
import org.jspecify.annotations.Nullable;

/** Writes tables {@code review_case} and {@code review_event}. */
final class CaseEvents {
  private final Connection connection;

  CaseEvents(Connection connection) {
    this.connection = connection;
  }

  /** Notes what {@code entry} made of a case; {@code ledger} is the state behind it. */
  void add(Case found, LedgerEntry entry, Ledger ledger) throws SQLException {
    CaseId id = found.id();
    boolean opens = id.opening().equals(entry.index());
    event(found, entry, ledger);
    keep(found, entry);
    if (entry.statement() instanceof Report) {
      weigh(id);
    }
    if (opens) {
      lead(id, ledger);
    }
    prioritise(id);
  }

  private void event(Case found, LedgerEntry entry, Ledger ledger) throws SQLException {
    ReviewStatement said = entry.statement() instanceof ReviewStatement spoken ? spoken : null;
    Decision decision = said instanceof Decision decided ? decided : null;
    Proceedings.Settled settled = found.proceedings().settled();
    for (EntryReference replaced : found.proceedings().replaced()) {
      update(
          connection,
          """
          update review_event
          set superseded_by = ?
          where opening = ? and cause = ? and entry_index = ?
          """,
          entry.index().value(),
          found.id().opening().value(),
          found.id().cause().word(),
          replaced.index().value());
    }
    update(
        connection,
        """
        insert into review_event (opening, cause, entry_index, kind, submitter, on_behalf,
                                  organisations, outcome, checks, settles, received_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        found.id().opening().value(),
        found.id().cause().word(),
        entry.index().value(),
        kind(found, entry),
        entry.record().submitter().value(),
        said == null ? null : person(said.onBehalfOf()),
        texts(organisations(entry, said, ledger)),
        outcome(said),
        texts(decision == null ? List.of() : decision.checks()),
        settled != null && settled.decision().index().equals(entry.index()),
        entry.record().receivedAt().atOffset(ZoneOffset.UTC));
  }

  private static String kind(Case found, LedgerEntry entry) {
    boolean said = entry.statement() instanceof ReviewStatement;
    boolean opens = found.id().opening().equals(entry.index());
    return opens && !said ? "opened" : entry.statement().type().word();
  }

  private static @Nullable String outcome(@Nullable ReviewStatement said) {
    if (said instanceof Decision decision) {
      return decision.outcome().word();
    }
    return said instanceof Report report ? report.kind().word() : null;
  }

  private static @Nullable String person(@Nullable OnBehalfOf whom) {
    return whom == null ? null : whom.issuer() + "#" + whom.subjectDigest().hex();
  }

  private static SortedSet<String> organisations(
      LedgerEntry entry, @Nullable ReviewStatement said, Ledger ledger) {
    OnBehalfOf whom = said == null ? null : said.onBehalfOf();
    if (whom != null) {
      String organisation = whom.organisation();
      return new TreeSet<>(organisation == null ? List.of() : List.of(organisation));
    }
    var all = new TreeSet<String>();
    ledger
        .submitter(entry.record().submitter())
        .ifPresent(
            known -> {
              all.add(known.organisation());
              all.addAll(known.affiliations());
            });
    return all;
  }

  private Array texts(Collection<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  private void keep(Case found, LedgerEntry entry) throws SQLException {
    CaseId id = found.id();
    Proceedings.Settled settled = found.proceedings().settled();
    update(
        connection,
        """
        insert into review_case (opening, cause, state, standing, outcome, opened_at, changed_at,
                                 reports, weight, suspicion, ahead, priority)
        values (?, ?, ?, ?, ?, ?, ?, ?, 0,
                (select max(r.suspicion)
                 from review_case_result c
                 join result r on r.entry_index = c.entry_index and r.result = c.result
                 where c.opening = ? and c.cause = ?),
                0, 0)
        on conflict (opening, cause) do update
        set state = excluded.state, standing = excluded.standing, outcome = excluded.outcome,
            changed_at = excluded.changed_at, reports = excluded.reports,
            suspicion = excluded.suspicion
        """,
        id.opening().value(),
        id.cause().word(),
        found.proceedings().state().word(),
        found.standing().map(CaseStanding::word).orElse(null),
        settled == null ? null : settled.outcome().word(),
        found.openedAt().atOffset(ZoneOffset.UTC),
        entry.record().receivedAt().atOffset(ZoneOffset.UTC),
        found.reports().size() + found.anonymous(),
        id.opening().value(),
        id.cause().word());
  }

  /**
   * What the reports weigh: each reporter by its record, (right + 1)/(decided + 2) over the cases
   * that it reported before and that are decided now; all anonymous ones together as one of no
   * record that was never right.
   */
  private void weigh(CaseId id) throws SQLException {
    update(
        connection,
        """
        update review_case c
        set weight = (
          select coalesce(sum(v.weight), 0)
          from (
            select (1.0 + count(*) filter (where o.outcome = 'confirmed'))
                   / (2 + count(o.outcome)) as weight
            from (select distinct e.submitter, e.on_behalf
                  from review_event e
                  where e.opening = c.opening and e.cause = c.cause and e.kind = 'report') w
            left join review_event b
              on b.kind = 'report' and b.submitter = w.submitter
              and b.on_behalf is not distinct from w.on_behalf
            left join review_case o on o.opening = b.opening and o.cause = b.cause
            group by w.submitter, w.on_behalf
          ) v
        )
        where c.opening = ? and c.cause = ?
        """,
        id.opening().value(),
        id.cause().word());
  }

  /**
   * How leading the claim is: the share of the newest 5,000 like results that it beats, for the
   * most suspicious result of the case, and of those the first for a whole benchmark.
   */
  private void lead(CaseId id, Ledger ledger) throws SQLException {
    // Which way is better only the ledger knows; a target has no leaders.
    String lower =
        ledger.benchmarks().stream()
            .flatMap(
                known ->
                    known.statement().metrics().stream()
                        .filter(metric -> metric.direction() instanceof Metric.Direction.Lower)
                        .map(
                            metric ->
                                known.statement().benchmark().benchmark() + " " + metric.id()))
            .sorted()
            .reduce("", (all, one) -> all + "\n" + one);
    update(
        connection,
        """
        with told as (
          select r.*
          from review_case_result c
          join result r on r.entry_index = c.entry_index and r.result = c.result
          where c.opening = ? and c.cause = ?
          order by r.suspicion desc nulls last, r.task nulls first, r.entry_index, r.result
          limit 1
        ), alike as (
          select o.value::numeric as value, t.value::numeric as claimed,
                 (t.benchmark || ' ' || t.metric) = any (string_to_array(?, E'\\n')) as lower
          from told t
          join lateral (
            select r.value
            from result r
            where r.benchmark = t.benchmark
            and r.task is not distinct from t.task
            and r.metric = t.metric
            and r.benchmark_version = t.benchmark_version
            and r.superseded_by is null
            and r.withdrawn_by is null
            and (r.entry_index, r.result) <> (t.entry_index, t.result)
            order by r.entry_index desc, r.result desc
            limit 5000
          ) o on true
        )
        update review_case
        set ahead = coalesce(
          (select avg(case when lower then (claimed < value)::int else (claimed > value)::int end)
           from alike), 0)
        where opening = ? and cause = ?
        """,
        id.opening().value(),
        id.cause().word(),
        lower,
        id.opening().value(),
        id.cause().word());
  }

  /** Expected harm: how likely something is wrong, times how much of a leader the claim is. */
  private void prioritise(CaseId id) throws SQLException {
    update(
        connection,
        """
        update review_case
        set priority = (0.5 + 0.5 * ahead) * case cause
          when 'inconsistent' then 0.9
          when 'key' then 0.9
          when 'correction' then 0.9
          when 'reproduction' then greatest(0.8, coalesce(suspicion, 0))
          when 'suspicion' then coalesce(suspicion, 0)
          else least(0.9, 0.2 + 0.2 * weight)
        end
        where opening = ? and cause = ?
        """,
        id.opening().value(),
        id.cause().word());
  }

  static void update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        if (parameters[i] == null) {
          statement.setNull(i + 1, Types.VARCHAR);
        } else {
          statement.setObject(i + 1, parameters[i]);
        }
      }
      statement.executeUpdate();
    }
  }
}
