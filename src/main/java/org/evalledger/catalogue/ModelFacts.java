package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.evalledger.ledger.RegisteredModel;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.ModelStatement;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a model states about it.
 *
 * @param entry of the newest statement
 * @param revision which weights it speaks of; null for all
 * @param parameters weights in all; null when not known
 * @param activeParameters weights that take part in one token; null when not said
 * @param trainingTokens seen in training; null when not known
 * @param baseModels what it was made from, the nearest first
 * @param licence of the weights; null when not known
 * @param releaseDate the day it came out; null when not said
 * @param access {@code open}, {@code gated}, {@code api}, {@code closed} or {@code unknown}
 * @param modalities what goes in and comes out
 * @param jobs what it is meant for
 * @param formats of the weights
 * @param languages it was made for
 * @param currency of the two prices, ISO 4217; null without
 * @param inputPrice of a million tokens read, a decimal; null when not said
 * @param outputPrice of a million tokens written, a decimal; null when not said
 */
@Introspected
@Serdeable
public record ModelFacts(
    long entry,
    @Nullable String revision,
    @Nullable Long parameters,
    @Nullable Long activeParameters,
    @Nullable Long trainingTokens,
    List<String> baseModels,
    @Nullable String licence,
    @Nullable String releaseDate,
    String access,
    List<String> modalities,
    List<String> jobs,
    List<String> formats,
    List<String> languages,
    @Nullable String currency,
    @Nullable String inputPrice,
    @Nullable String outputPrice) {
  static ModelFacts of(RegisteredModel registered) {
    ModelStatement model = registered.newest();
    Optional<ModelStatement.Price> price = Optional.ofNullable(model.price());
    return new ModelFacts(
        registered.index().value(),
        model.revision(),
        model.parameters().known().orElse(null),
        model.activeParameters().known().orElse(null),
        model.trainingTokens().known().orElse(null),
        model.baseModels().stream().map(ModelId::toString).toList(),
        model.licence().known().orElse(null),
        model.releaseDate(),
        word(model.access()),
        model.modalities(),
        model.jobs(),
        model.formats(),
        model.languages(),
        price.map(ModelStatement.Price::currency).orElse(null),
        price.map(p -> p.input().text()).orElse(null),
        price.map(p -> p.output().text()).orElse(null));
  }

  static String word(ModelStatement.Access access) {
    return access.name().toLowerCase(Locale.ROOT);
  }
}
