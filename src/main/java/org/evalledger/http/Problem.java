package org.evalledger.http;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Ruling;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, as RFC 9457 has it.
 *
 * @param type stable name of the problem, {@code /problems/…}
 * @param title the same for a person
 * @param status of the response
 * @param detail what is wrong this time
 * @param fix how to mend it
 * @param faults each thing that is wrong, with where it is
 * @param conflicts each thing that stands already, with where it stands
 */
@Serdeable
@Schema(name = "Problem")
record Problem(
    @Schema(
            description =
                "Stable name of the problem, with its status: `/problems/malformed` (400),"
                    + " `/problems/bad-request` (400), `/problems/unauthorised` (401),"
                    + " `/problems/sign-in-needed` (401),"
                    + " `/problems/forbidden` (403), `/problems/role-needed` (403),"
                    + " `/problems/csrf-token-needed` (403), `/problems/not-found` (404),"
                    + " `/problems/mail-off` (404),"
                    + " `/problems/method-not-allowed` (405), `/problems/mirror` (405),"
                    + " `/problems/not-acceptable` (406), `/problems/already-recorded` (409),"
                    + " `/problems/conflict` (409), `/problems/too-large` (413),"
                    + " `/problems/unsupported-media-type` (415), `/problems/invalid` (422),"
                    + " `/problems/too-many` (429), `/problems/too-often` (429),"
                    + " `/problems/internal` (500), `/problems/not-opened` (503),"
                    + " `/problems/overloaded` (503).")
        String type,
    String title,
    int status,
    String detail,
    String fix,
    List<ProblemFault> faults,
    List<ProblemConflict> conflicts) {
  /**
   * One thing that is wrong.
   *
   * @param pointer RFC 6901 pointer into the statement, empty for all of it
   * @param detail what is wrong and how to mend it
   */
  @Serdeable
  @Schema(name = "Fault")
  record ProblemFault(String pointer, String detail) {}

  /**
   * One thing that stands already.
   *
   * @param pointer RFC 6901 pointer to what clashes with it in the statement
   * @param sameValue whether it says the same
   * @param index its entry
   * @param leafHash of that entry, 64 hexadecimal digits
   * @param result zero-based position in that entry; null when it is no result
   */
  @Serdeable
  @Schema(name = "Conflict")
  record ProblemConflict(
      String pointer, boolean sameValue, long index, String leafHash, @Nullable Integer result) {}

  static Problem of(ProblemType type, String detail) {
    return of(type, detail, List.of());
  }

  /** More bytes than the {@code limit} that are taken there. */
  static Problem tooLarge(long limit, String fix) {
    ProblemType type = ProblemType.TOO_LARGE;
    return new Problem(
        type.uri(),
        type.title(),
        type.status().getCode(),
        "At most " + limit + " bytes are taken.",
        fix,
        List.of(),
        List.of());
  }

  static Problem of(ProblemType type, String detail, List<Fault> faults) {
    return new Problem(
        type.uri(),
        type.title(),
        type.status().getCode(),
        detail,
        type.fix(),
        faults.stream().map(fault -> new ProblemFault(fault.pointer(), fault.detail())).toList(),
        List.of());
  }

  static Problem of(ProblemType type, List<Ruling.Clash> clashes) {
    return new Problem(
        type.uri(),
        type.title(),
        type.status().getCode(),
        clashes.size() == 1 ? "One thing stands already." : clashes.size() + " stand already.",
        type.fix(),
        List.of(),
        clashes.stream()
            .map(
                clash ->
                    new ProblemConflict(
                        clash.pointer(),
                        clash.sameValue(),
                        clash.index(),
                        clash.leafHash(),
                        clash.result()))
            .toList());
  }
}
