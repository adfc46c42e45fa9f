package org.evalledger.statement;

import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param id whose it is and what it is called
 * @param revision commit, tag or checkpoint step
 * @param parameters weights in all
 * @param activeParameters weights that take part in one token; all of them where it is not said
 * @param precision of the weights in the run, such as {@code float16}; null when the default
 * @param adapter laid over the weights, such as a LoRA; null for none
 * @param trainingTokens seen in training
 * @param baseModel what it was tuned from; null for none
 */
public record Model(
    ModelId id,
    Knowable<String> revision,
    Knowable<Long> parameters,
    Knowable<Long> activeParameters,
    Knowable<String> precision,
    Knowable<String> adapter,
    Knowable<Long> trainingTokens,
    @Nullable ModelId baseModel) {
  private static final long MAX_COUNT = 1_000_000_000_000_000_000L;

  static Model read(Value value) {
    Fields fields = value.asObject();
    ModelId id = fields.required("id", Value::asModelId);
    Knowable<String> revision = fields.knowable("revision", Value::asId);
    Knowable<Long> parameters = fields.knowable("parameters", v -> v.asWhole(1, MAX_COUNT));
    var model =
        new Model(
            id,
            revision,
            parameters,
            fields.active("activeParameters", parameters, v -> v.asWhole(1, MAX_COUNT)),
            fields.knowableOrNull("precision", Value::asId),
            fields.knowableOrNull("adapter", Value::asId),
            fields.knowableOrNull("trainingTokens", v -> v.asWhole(0, MAX_COUNT)),
            knownModel(fields.knowableOrNull("baseModel", Value::asModelId)));
    fields.close();
    return model;
  }

  private static @Nullable ModelId knownModel(Knowable<ModelId> base) {
    return base instanceof Knowable.Known<ModelId>(var id) ? id : null;
  }
}
