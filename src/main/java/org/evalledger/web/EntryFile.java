package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.catalogue.Entries;
import org.evalledger.catalogue.ModelScore;
import org.evalledger.catalogue.Models;
import org.evalledger.catalogue.ScoreFilter.Position;
import org.evalledger.harness.Reproduction;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.log.Head;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import org.evalledger.record.EntryRecord;
import org.evalledger.registry.Registry;
import org.evalledger.registry.SpokenWords;
import org.evalledger.review.CaseFiles;
import org.evalledger.review.CaseSummary;
import org.jspecify.annotations.Nullable;

/** Gathers what is known of an entry. */
@Singleton
final class EntryFile {
  /** Assessments of one entry that are shown, at most. */
  private static final int ASSESSMENTS = 5;

  private final LogReader log;
  private final Entries entries;
  private final Models models;
  private final CaseFiles cases;
  private final Registry registry;
  private final SpokenWords words;
  private final LogIdentity identity;
  private final LogStates states;

  EntryFile(
      LogReader log,
      Entries entries,
      Models models,
      CaseFiles cases,
      Registry registry,
      SpokenWords words,
      LogIdentity identity,
      LogStates states) {
    this.log = log;
    this.entries = entries;
    this.models = models;
    this.cases = cases;
    this.registry = registry;
    this.words = words;
    this.identity = identity;
    this.states = states;
  }

  /** What its page shows, with its {@code path} in the tree of {@code head} drawn. */
  EntryView view(LogEntry entry, String path, Head head, String address) {
    EntryRecord record = EntryRecord.parse(entry.record());
    JsonObject facts = object(entry.facts());
    Optional<String> model = FactRows.text(facts, "model", "id");
    List<ModelScore> scores = model.map(id -> scores(entry.index(), id, facts)).orElse(List.of());
    var statement = new EntryStatement(facts, scores);
    List<CaseSummary> opened = scores.isEmpty() ? List.of() : cases.ofEntry(entry.index());
    var said = new EntryWords(record.type().word(), facts, scores, statement.results());
    @Nullable Link erasedBy = entries.erasedBy(entry.index()).map(EntryFile::link).orElse(null);
    List<Assessed> assessed = assessments(entry);
    String submitter = record.submitter().value();
    return new EntryView(
        entry.index(),
        Words.count(entry.index()),
        record.type().word(),
        EntrySubject.of(facts),
        FactRows.text(facts, "model", "revision").orElse(""),
        Words.time(record.receivedAt()),
        said.conclusion(),
        said.reason(erasedBy),
        new EntryQuestions(record, scores, opened, registry.ledger()).all(),
        assessed.isEmpty() ? List.of() : checks(assessed.getFirst(), submitter).judged(),
        assessed.isEmpty() ? "" : assessed.getFirst().sentence(),
        assessed.stream()
            .skip(1)
            .map(one -> new EntryView.Earlier(one.sentence(), checks(one, submitter).judged()))
            .toList(),
        statement.said(record, words.of(entry.index()), words.written(entry.index()), erasedBy),
        proof(entry, path, head),
        versions(facts, scores),
        opened.stream()
            .map(one -> new Link(one.id(), Addresses.caseFile(one.id()), false))
            .toList(),
        statement.results() == 0 ? null : run(facts),
        address);
  }

  /**
   * The least that is said of an entry.
   *
   * @param type of the statement
   * @param model that it is about; null for none
   * @param received when
   * @param conclusion in a few words
   * @param reason the rest of it
   * @param scores its results that count now
   */
  record Gist(
      String type,
      @Nullable String model,
      String received,
      String conclusion,
      String reason,
      List<ModelScore> scores) {
    Gist {
      scores = List.copyOf(scores);
    }
  }

  /** The least that is said of {@code entry}. */
  Gist gist(LogEntry entry) {
    EntryRecord record = EntryRecord.parse(entry.record());
    JsonObject facts = object(entry.facts());
    Optional<String> model = FactRows.text(facts, "model", "id");
    List<ModelScore> scores = model.map(id -> scores(entry.index(), id, facts)).orElse(List.of());
    int results = new EntryStatement(facts, scores).results();
    var said = new EntryWords(record.type().word(), facts, scores, results);
    @Nullable Link erasedBy = entries.erasedBy(entry.index()).map(EntryFile::link).orElse(null);
    return new Gist(
        record.type().word(),
        model.orElse(null),
        Words.date(record.receivedAt()),
        said.conclusion(),
        said.reason(erasedBy),
        scores);
  }

  /**
   * How one result was got, and what was found about it.
   *
   * @param summary what ran
   * @param settings name of them
   * @param facts that they hold
   * @param judged what was checked; empty for nothing
   */
  record Detail(
      String summary,
      String settings,
      List<EntryView.Fact> facts,
      Optional<EntryView.Judged> judged) {
    Detail {
      facts = List.copyOf(facts);
    }
  }

  /** How a result of {@code entry} was got. */
  Detail detail(LogEntry entry, int result) {
    var statement = new EntryStatement(object(entry.facts()), List.of());
    String settings = statement.settingsOf(result);
    return new Detail(
        statement.harness(),
        settings,
        statement.settings(settings),
        assessments(entry).stream()
            .findFirst()
            .flatMap(found -> checks(found, submitter(entry)).of(result)));
  }

  private static JsonObject object(Bytes facts) {
    return JsonReader.read(facts) instanceof JsonReader.Value(JsonObject object)
        ? object
        : Json.object().build();
  }

  private static Link link(long index) {
    return new Link("entry " + Words.count(index), Addresses.entry(index), false);
  }

  private List<ModelScore> scores(long index, String model, JsonObject facts) {
    int results = FactRows.items(facts, "results").size();
    return results == 0
        ? List.of()
        : models
            .history(
                model,
                null,
                null,
                new Position(index - 1, Integer.MAX_VALUE),
                Integer.min(results, EntryStatement.ROWS))
            .stream()
            .filter(score -> score.index() == index)
            .toList();
  }

  /**
   * An assessment.
   *
   * @param json as it is stored
   * @param by the entry it stands in
   * @param first whether that is the entry it is about
   */
  private record Assessed(Json json, long by, boolean first) {
    String sentence() {
      return "Assessment by algorithm %s, from the first %s%s. Anyone with the log gets the same figures."
          .formatted(
              FactRows.text(json, "algorithm").orElse("not known"),
              Words.count(
                  FactRows.number(json, "prefix").map(Double::longValue).orElse(0L),
                  "entry",
                  "entries"),
              first ? "" : ", made again in entry " + Words.count(by));
    }
  }

  /** The newest first, {@link #ASSESSMENTS} at most. */
  private List<Assessed> assessments(LogEntry entry) {
    return Stream.concat(Stream.of(entry), entries.reassessments(entry.index()).stream())
        .flatMap(one -> assessed(one, one.index() == entry.index()).stream())
        .filter(found -> FactRows.at(found.json(), "results") != null)
        .sorted(Comparator.comparingLong(Assessed::by).reversed())
        .limit(ASSESSMENTS)
        .toList();
  }

  private static Optional<Assessed> assessed(LogEntry entry, boolean first) {
    return entry.assessment().map(bytes -> new Assessed(object(bytes), entry.index(), first));
  }

  private EntryChecks checks(Assessed assessed, String submitter) {
    return new EntryChecks(assessed.json(), registry.ledger(), submitter, this::other);
  }

  /** A result of another entry, as its facts have it. */
  private Optional<EntryChecks.Other> other(long entry, int result) {
    return log.entry(entry)
        .flatMap(
            found -> {
              List<Json> results = FactRows.items(object(found.facts()), "results");
              return result < 0 || result >= results.size()
                  ? Optional.empty()
                  : FactRows.text(results.get(result), "value")
                      .map(value -> new EntryChecks.Other(value, submitter(found)));
            });
  }

  private static String submitter(LogEntry entry) {
    return EntryRecord.parse(entry.record()).submitter().value();
  }

  private EntryView.Proof proof(LogEntry entry, String path, Head head) {
    return new EntryView.Proof(
        path,
        head.size(),
        Words.count(head.size(), "entry", "entries"),
        identity.origin(),
        states.now().witnessed(),
        entry.leafHash().hex(),
        identity.keys().getFirst().toString());
  }

  /** What it corrects, and what corrected it or took it back. */
  private static List<EntryView.Version> versions(JsonObject facts, List<ModelScore> scores) {
    var found = new ArrayList<EntryView.Version>();
    FactRows.items(facts, "results").stream()
        .flatMap(result -> FactRows.number(result, "supersedes", "index").stream())
        .map(Double::longValue)
        .distinct()
        .sorted()
        .limit(10)
        .forEach(index -> found.add(version(index, "corrected by this one")));
    add(found, scores.stream().map(ModelScore::supersededBy), "corrects this one");
    add(found, scores.stream().map(ModelScore::withdrawnBy), "takes results of this one back");
    add(found, scores.stream().map(ModelScore::assessedBy), "assesses this one again");
    return found;
  }

  private static void add(
      List<EntryView.Version> found, Stream<@Nullable Long> entries, String what) {
    var distinct =
        entries
            .flatMap(Stream::ofNullable)
            .distinct()
            .sorted()
            .limit(10)
            .collect(Collectors.toList());
    distinct.forEach(index -> found.add(version(index, what)));
  }

  private static EntryView.Version version(long index, String what) {
    return new EntryView.Version(Words.count(index), Addresses.entry(index), what);
  }

  private EntryView.Run run(JsonObject facts) {
    Reproduction run = Reproduction.of(facts, registry.ledger());
    String commands =
        Stream.concat(run.setup().stream(), run.commands().stream())
            .collect(Collectors.joining("\n\n"));
    return new EntryView.Run(commands, run.known(), run.blanks(), run.notes());
  }
}
