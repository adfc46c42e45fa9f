package org.evalledger.statement;

import java.time.Instant;
import java.util.List;

/**
 * What every statement has.
 *
 * @param ledgers origins of the ledgers it is meant for, 1 to 16
 * @param submitter who asserts it
 * @param issuedAt when, as the submitter says
 */
public record Header(List<String> ledgers, SubmitterId submitter, Instant issuedAt) {
  public Header {
    ledgers = List.copyOf(ledgers);
  }

  static Header read(Fields fields) {
    return new Header(
        fields.required("ledgers", v -> v.asList(1, 16, Value::asId)),
        fields.required("submitter", Value::asSubmitter),
        fields.required("issuedAt", Value::asInstant));
  }
}
