package org.evalledger.statement;

import org.jspecify.annotations.Nullable;

/**
 * The submitter of refuted results asks for the case to be decided again; once a case.
 *
 * @param header what every statement has
 * @param about the case
 * @param onBehalfOf for whom the service says it; null for the submitter itself
 */
public record Appeal(Header header, CaseReference about, @Nullable OnBehalfOf onBehalfOf)
    implements CaseStatement {
  static Appeal read(Header header, Fields fields) {
    fields.requiredText("text", MAX_TEXT);
    return new Appeal(
        header,
        fields.required("case", CaseReference::read),
        fields.optional("onBehalfOf", OnBehalfOf::read));
  }

  @Override
  public StatementType type() {
    return StatementType.APPEAL;
  }
}
