package org.evalledger.submission;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.Authority;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.Ruling;
import org.evalledger.registry.Registry;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Typ;
import org.evalledger.signing.Verification;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a registered key asks of the service and not of the ledger: JSON objects with {@code
 * ledgers}, {@code submitter} and {@code issuedAt} that are no statements. Nothing of them enters
 * the log.
 */
@Singleton
public final class SignedRequests {
  /** Bytes of a request, at most. */
  public static final int MAX_BYTES = 65_536;

  /**
   * How old or how far ahead {@code issuedAt} may be: what somebody recorded is of no use later.
   */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private static final Set<String> MEMBERS = Set.of("ledgers", "submitter", "issuedAt");

  private final Registry registry;
  private final Clock clock;

  SignedRequests(Registry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** What a request comes to. */
  public sealed interface Read {}

  /**
   * Signed by an active key of {@code submitter}, for this ledger.
   *
   * @param digest of the exact bytes
   * @param submitter who asks
   * @param asked all that is asked
   * @param faults what is wrong in it so far: a time that is not now, members that are not known
   */
  public record Signed(Sha256 digest, SubmitterId submitter, JsonObject asked, List<Fault> faults)
      implements Read {
    public Signed {
      faults = List.copyOf(faults);
    }
  }

  /**
   * It is refused as a submission would be.
   *
   * @param outcome why
   */
  public record Refused(Outcome outcome) implements Read {}

  /**
   * Reads a request.
   *
   * @param members that it may have beside those of every request
   */
  public Read read(Typ typ, EnvelopeFormat format, Bytes envelope, Set<String> members) {
    if (envelope.length() > MAX_BYTES) {
      return new Refused(new Outcome.TooLarge(MAX_BYTES));
    }
    Ledger ledger = registry.now();
    return switch (Heard.of(format, envelope, typ, ledger)) {
      case Heard.Unheard(var outcome) -> new Refused(outcome);
      case Heard.Testimony(var verified) -> read(ledger, envelope.sha256(), verified, members);
    };
  }

  private Read read(
      Ledger ledger, Sha256 digest, Verification.Verified verified, Set<String> members) {
    Optional<Ruling.Refusal> refusal = Authority.refusal(ledger, verified.signers());
    if (refusal.isPresent()) {
      return refused(refusal.get());
    }
    return switch (JsonReader.read(verified.payload())) {
      case JsonReader.NotJson(long offset, var detail) ->
          new Refused(Intake.notJson(offset, detail));
      case JsonReader.Value(JsonObject object) -> read(ledger, digest, verified, object, members);
      case JsonReader.Value other ->
          refused(new Ruling.Invalid(List.of(new Fault("", "Want an object."))));
    };
  }

  private Read read(
      Ledger ledger,
      Sha256 digest,
      Verification.Verified verified,
      JsonObject object,
      Set<String> members) {
    String submitter = text(object.get("submitter"));
    boolean signs =
        verified.signers().stream()
            .flatMap(kid -> ledger.key(kid).stream())
            .anyMatch(key -> key.submitter().value().equals(submitter));
    if (!signs) {
      return refused(new Ruling.Forbidden("No signature is by a key of the submitter it names."));
    }
    if (!texts(object.get("ledgers")).contains(ledger.origin())) {
      return refused(
          new Ruling.Forbidden("Name this ledger, \"" + ledger.origin() + "\", in ledgers."));
    }
    return new Signed(digest, new SubmitterId(submitter), object, faults(object, members));
  }

  private List<Fault> faults(JsonObject object, Set<String> members) {
    var faults = new ArrayList<Fault>();
    for (String name : new TreeSet<>(object.members().keySet())) {
      if (!MEMBERS.contains(name) && !members.contains(name)) {
        faults.add(new Fault(Fault.child("", name), "No such member is known here; remove it."));
      }
    }
    if (!isFresh(text(object.get("issuedAt")))) {
      faults.add(
          new Fault("/issuedAt", "Want the time of signing in UTC, within ten minutes of now."));
    }
    return faults;
  }

  private boolean isFresh(String issuedAt) {
    try {
      return Duration.between(Instant.parse(issuedAt), clock.instant()).abs().compareTo(FRESH) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Refused refused(Ruling.Refusal refusal) {
    return new Refused(new Outcome.Refused(refusal));
  }

  /** The string that {@code json} is; empty for anything else. */
  public static String text(@Nullable Json json) {
    return json instanceof JsonString(var text) ? text : "";
  }

  /** The strings of the array that {@code json} is, with "" for what is none. */
  public static List<String> texts(@Nullable Json json) {
    return json instanceof JsonArray(var items)
        ? items.stream().map(SignedRequests::text).toList()
        : List.of();
  }
}
