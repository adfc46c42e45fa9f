package org.evalledger.catalogue;

import java.util.Optional;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.ModelStatement;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a batch say of one model.
 *
 * @param first the first of them
 * @param statement the newest statement of its owner; null for none
 * @param stated what that says
 * @param reportedParameters by the newest evaluation that knows them
 * @param reportedBase by the newest evaluation that names one
 */
record ModelChange(
    long first,
    @Nullable Long statement,
    @Nullable ModelStatement stated,
    @Nullable Long reportedParameters,
    @Nullable String reportedBase) {
  static ModelChange of(long index, Evaluation evaluation) {
    var model = evaluation.model();
    return new ModelChange(
        index,
        null,
        null,
        model.parameters().known().orElse(null),
        Optional.ofNullable(model.baseModel()).map(ModelId::toString).orElse(null));
  }

  static ModelChange of(long index, ModelStatement statement) {
    return new ModelChange(index, index, statement, null, null);
  }

  ModelChange and(ModelChange later) {
    boolean states = later.statement != null;
    return new ModelChange(
        first,
        states ? later.statement : statement,
        states ? later.stated : stated,
        later.reportedParameters == null ? reportedParameters : later.reportedParameters,
        later.reportedBase == null ? reportedBase : later.reportedBase);
  }
}
