package org.evalledger.cli;

import java.util.List;
import java.util.Optional;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.record.Payload;
import org.evalledger.signing.EnvelopeFormat;

/**
 * Why the service refused: RFC 9457 as it writes it.
 *
 * @param status of HTTP
 * @param slug which kind of problem, such as conflict
 * @param detail what was wrong, one sentence
 * @param fix what to do about it; empty when it does not say
 * @param faults places in the statement and what is wrong there
 * @param conflicts what stands already; for 409 alone
 */
record Problem(
    int status,
    String slug,
    String detail,
    String fix,
    List<Fault> faults,
    List<Standing> conflicts) {
  Problem {
    faults = List.copyOf(faults);
    conflicts = List.copyOf(conflicts);
  }

  /**
   * What stands already where the statement says something.
   *
   * @param pointer to it, in the statement
   * @param sameValue whether both say the same
   * @param index entry that says it
   * @param leafHash of that entry, 64 hexadecimal digits
   * @param result zero-based position in that entry; empty when it is no result
   */
  record Standing(
      String pointer, boolean sameValue, long index, String leafHash, Optional<Long> result) {
    private static Standing of(JsonMembers conflict) {
      return new Standing(
          conflict.requireText("pointer"),
          conflict.isTrue("sameValue"),
          conflict.requireWhole("index"),
          conflict.requireText("leafHash"),
          conflict.whole("result"));
    }

    private Standing inStatement(Payload form) {
      return new Standing(form.inStatement(pointer), sameValue, index, leafHash, result);
    }

    /** The earlier result as a statement refers to it. */
    JsonObject reference() {
      return Json.object()
          .put("index", index)
          .put("leafHash", leafHash)
          .put("result", result.orElse(0L))
          .build();
    }

    /** The earlier result for a person. */
    String name() {
      return result.map(r -> "result " + r + " of ").orElse("") + "entry " + index;
    }
  }

  /** What an answer with this status says; a foreign one is told by its status alone. */
  static Problem of(int status, JsonMembers body) {
    String type = body.text("type").orElse("");
    return new Problem(
        status,
        type.substring(type.lastIndexOf('/') + 1),
        body.text("detail")
            .or(() -> body.text("title"))
            .orElse("The service answered with status " + status + "."),
        body.text("fix").orElse(""),
        body.objects("faults").stream()
            .map(f -> new Fault(f.text("pointer").orElse(""), f.text("detail").orElse("")))
            .toList(),
        body.objects("conflicts").stream().map(Standing::of).toList());
  }

  /** The same, of an envelope of {@code format}, with pointers into the statement in it. */
  Problem inStatement(EnvelopeFormat format) {
    Payload form = Payload.of(format);
    return new Problem(
        status,
        slug,
        detail,
        fix,
        form.inStatement(faults),
        conflicts.stream().map(standing -> standing.inStatement(form)).toList());
  }

  boolean is(String wanted) {
    return slug.equals(wanted);
  }

  /** Whether all that the statement says stands already with the same values. */
  boolean alreadyRecorded() {
    return status == 409 && conflicts.stream().allMatch(Standing::sameValue);
  }

  /** Detail, faults and fix in one line. */
  String sentence() {
    var words = new StringBuilder(detail);
    faults.forEach(fault -> words.append(" ").append(fault));
    if (faults.isEmpty() && !fix.isEmpty()) {
      words.append(" ").append(fix);
    }
    return words.toString();
  }

  /** For {@code --json}. */
  JsonObject json() {
    return Json.object()
        .put("status", status)
        .put("problem", slug)
        .put("detail", detail)
        .put("faults", faults(faults))
        .build();
  }

  /** Faults as an array of {@code {pointer, detail}}. */
  static Json faults(List<Fault> faults) {
    return Json.of(
        faults.stream()
            .map(f -> Json.object().put("pointer", f.pointer()).put("detail", f.detail()).build())
            .toList());
  }
}
