package org.evalledger.collector;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.DatabaseGoneException;
import org.evalledger.harness.Conversion;
import org.evalledger.harness.HarnessFile;
import org.evalledger.harness.HubRepository;
import org.evalledger.harness.Importer;
import org.evalledger.harness.Left;
import org.evalledger.harness.Overrides;
import org.evalledger.harness.Provenance;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.log.LogIdentity;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.SubmitterId;
import org.evalledger.submission.Submissions;
import org.jspecify.annotations.Nullable;

/**
 * One look at a source: each file whose content is new, or whose turn to be tried again has come,
 * is read, sent and remembered before the next is begun, so that whatever ends a look loses none,
 * and a file that ends the service is not the first thing that the next look reads.
 */
@Singleton
final class Looks {
  private static final Duration FIRST_PAUSE = Duration.ofHours(1);

  /** After these a file is tried again only when it changes. */
  private static final int MAX_ATTEMPTS = 8;

  private static final int MAX_ERROR = 1_000;

  /** How a file in Git LFS stands in the repository (its specification, "The pointer"). */
  private static final Bytes LFS = Bytes.ofUtf8("version https://git-lfs.github.com/spec/");

  private final SeenFileRepository seen;
  private final Submissions submissions;
  private final LogIdentity identity;
  private final Clock clock;
  private final Limits limits;

  Looks(
      SeenFileRepository seen,
      Submissions submissions,
      LogIdentity identity,
      Clock clock,
      @Property(name = "evalledger.sources.private", defaultValue = "false") boolean privateToo) {
    this.seen = seen;
    this.submissions = submissions;
    this.identity = identity;
    this.clock = clock;
    this.limits = privateToo ? Limits.USUAL.withPrivate() : Limits.USUAL;
  }

  /** Whether whoever looks may go on. */
  interface Leave {
    boolean goOn();
  }

  /** Looks at {@code source}, saying what it says as {@code submitter}. */
  void look(Source source, SubmitterId submitter, SigningKey key, Leave leave)
      throws PullException, Delivery.LaterException, Delivery.NotTakenException {
    Map<String, SeenFile> before =
        seen.of(source.id()).stream()
            .collect(Collectors.toMap(SeenFile::path, Function.identity()));
    List<JsonObject> benchmarks = benchmarks();
    var importer = new Importer(benchmarks);
    try (Listing listing = Listings.open(source.place(), limits)) {
      var neighbourhood = new Neighbourhood(listing, benchmarks.size());
      HubRepository repository = source.repository().orElse(null);
      Set<String> gone = new HashSet<>(before.keySet());
      for (Item item : listing.items()) {
        gone.remove(item.path());
        SeenFile was = before.get(item.path());
        String mark = neighbourhood.mark(item);
        if (was != null && was.settles(mark, clock.instant())) {
          continue;
        }
        if (!leave.goOn()) {
          return;
        }
        int attempts = was != null && was.mark().equals(mark) ? was.attempts() : 0;
        remember(source, item, mark, attempts, new Failed(0, 0, "It was begun and not finished."));
        var delivery = new Delivery(submissions, key);
        Provenance provenance =
            source.provenance(submitter, List.of(identity.origin()), clock.instant());
        try {
          remember(
              source,
              item,
              mark,
              attempts,
              one(importer, listing, neighbourhood, repository, item, provenance, delivery));
        } catch (Delivery.LaterException | Delivery.NotTakenException e) {
          // The file is not at fault: the next look reads it again.
          seen.unsettle(source.id(), item.path());
          throw e;
        }
      }
      gone.forEach(path -> seen.forget(source.id(), path));
    }
  }

  /** Whatever anybody registers here is known at the next look. */
  private List<JsonObject> benchmarks() {
    return seen.benchmarks().stream()
        .map(facts -> JsonReader.read(Bytes.ofUtf8(facts)))
        .<JsonObject>mapMulti(
            (read, objects) -> {
              if (read instanceof JsonReader.Value(JsonObject object)) {
                objects.accept(object);
              }
            })
        .toList();
  }

  /** When the first file that failed is due again; empty when none is. */
  Optional<Instant> firstRetry(Source source) {
    return seen.of(source.id()).stream()
        .map(SeenFile::nextAt)
        .filter(Objects::nonNull)
        .min(Instant::compareTo);
  }

  /** What became of a file. */
  private sealed interface Result {}

  /**
   * What it says is in the ledger, but for what no result was made of.
   *
   * @param entered results that are new there
   * @param left numbers that were left
   * @param why the first was; null when none was
   */
  private record Collected(int entered, int left, @Nullable String why) implements Result {}

  /** It holds no results. */
  private record Nothing() implements Result {}

  /** Some of it, or all, is not in the ledger. */
  private record Failed(int entered, int left, String why) implements Result {}

  private static Result one(
      Importer importer,
      Listing listing,
      Neighbourhood neighbourhood,
      @Nullable HubRepository repository,
      Item item,
      Provenance provenance,
      Delivery delivery)
      throws Delivery.LaterException, Delivery.NotTakenException {
    try {
      Bytes content = listing.read(item);
      if (content.length() > LFS.length() && content.slice(0, LFS.length()).equals(LFS)) {
        return new Failed(0, 0, "It lies in Git LFS, from which nothing is fetched.");
      }
      var file = new HarnessFile(item.path(), content, neighbourhood.of(item), repository);
      return switch (importer.convert(file, provenance, Overrides.NONE)) {
        case Conversion.Unrecognised unrecognised -> new Nothing();
        case Conversion.Unreadable(var sentence) -> new Failed(0, 0, sentence);
        case Conversion.Converted(var statements, var left) -> sent(statements, left, delivery);
      };
    } catch (PullException e) {
      return new Failed(delivery.entered(), 0, String.valueOf(e.getMessage()));
    } catch (DatabaseGoneException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // One file must not keep the others of its source from being read.
      return new Failed(delivery.entered(), 0, "The service failed over it: " + e + ".");
    }
  }

  private static Result sent(List<JsonObject> statements, List<Left> left, Delivery delivery)
      throws Delivery.LaterException, Delivery.NotTakenException {
    for (JsonObject statement : statements) {
      delivery.send(statement);
    }
    List<String> refusals = delivery.refusals();
    return refusals.isEmpty()
        ? new Collected(
            delivery.entered(),
            left.size(),
            left.isEmpty() ? null : left.getFirst().pointer() + ": " + left.getFirst().why())
        : new Failed(delivery.entered(), left.size(), String.join(" ", refusals));
  }

  private void remember(Source source, Item item, String mark, int attempts, Result result) {
    Instant now = clock.instant();
    String id = source.id();
    String path = item.path();
    switch (result) {
      case Collected(int entered, int left, var why) ->
          seen.remember(
              id,
              path,
              mark,
              "collected",
              entered,
              left,
              0,
              null,
              why == null ? null : cut(why),
              now);
      case Nothing nothing -> seen.remember(id, path, mark, "nothing", 0, 0, 0, null, null, now);
      case Failed(int entered, int left, var why) -> {
        Instant next =
            attempts + 1 < MAX_ATTEMPTS ? now.plus(FIRST_PAUSE.multipliedBy(1L << attempts)) : null;
        seen.remember(id, path, mark, "failed", entered, left, attempts + 1, next, cut(why), now);
      }
    }
  }

  private static String cut(String text) {
    return text.length() > MAX_ERROR ? text.substring(0, MAX_ERROR) : text;
  }
}
