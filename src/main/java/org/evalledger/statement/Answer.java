package org.evalledger.statement;

import org.jspecify.annotations.Nullable;

/**
 * The submitter of a case's results says what it has to say on it.
 *
 * @param header what every statement has
 * @param about the case
 * @param onBehalfOf for whom the service says it; null for the submitter itself
 */
public record Answer(Header header, CaseReference about, @Nullable OnBehalfOf onBehalfOf)
    implements CaseStatement {
  static Answer read(Header header, Fields fields) {
    fields.requiredText("text", MAX_TEXT);
    return new Answer(
        header,
        fields.required("case", CaseReference::read),
        fields.optional("onBehalfOf", OnBehalfOf::read));
  }

  @Override
  public StatementType type() {
    return StatementType.ANSWER;
  }
}
