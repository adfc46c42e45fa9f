package org.evalledger.submission;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.log.LogIdentity;
import org.evalledger.record.Timestamp;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Jws;
import org.evalledger.signing.Typ;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.OnBehalfOf;
import org.evalledger.statement.StatementType;
import org.jspecify.annotations.Nullable;

/**
 * The service speaks for people without a key of their own: it writes the statement, signs it and
 * sends it through the one door, where it is judged like any other.
 */
@Singleton
public final class ServiceVoice {
  private final Submissions submissions;
  private final ServiceKey key;
  private final LogIdentity identity;
  private final Clock clock;

  ServiceVoice(Submissions submissions, ServiceKey key, LogIdentity identity, Clock clock) {
    this.submissions = submissions;
    this.key = key;
    this.identity = identity;
    this.clock = clock;
  }

  /** Which entry opened the case of that id, for a statement about it. */
  public static JsonObject about(CaseId id, @Nullable Json leafHash) {
    return Json.object()
        .put("index", id.opening().value())
        .putIfPresent("leafHash", leafHash)
        .put("cause", id.cause().word())
        .build();
  }

  /**
   * Says something.
   *
   * @param onBehalfOf for whom; empty for somebody of whom nothing is known
   * @param type report, answer, appeal or decision
   * @param members all that it says but for what every statement has
   */
  public Outcome speak(Optional<OnBehalfOf> onBehalfOf, StatementType type, JsonObject members) {
    var statement =
        Json.object()
            .put("type", type.word())
            .put("version", 1)
            .put("ledgers", Json.ofStrings(List.of(identity.origin())))
            .put("submitter", ServiceKey.SUBMITTER)
            .put("issuedAt", Timestamp.write(clock.instant()));
    members.members().forEach((name, value) -> statement.put(name, value));
    onBehalfOf.ifPresent(person -> statement.put("onBehalfOf", person.json()));
    Bytes payload = statement.build().canonical();
    return submissions.submit(EnvelopeFormat.JOSE, Jws.compact(Typ.STATEMENT, payload, key.key()));
  }
}
