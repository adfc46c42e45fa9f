package org.evalledger.http;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.catalogue.ModelFacts;
import org.evalledger.catalogue.ModelSummary;
import org.jspecify.annotations.Nullable;

/** A model in a few English sentences. */
final class ModelWords {
  private static final List<String> UNITS = List.of("", " thousand", " million", " billion");

  private ModelWords() {}

  static String paragraph(ModelSummary model, @Nullable ModelFacts facts) {
    return Stream.of(
            size(model),
            base(model),
            facts == null ? "Its owner states nothing about it." : stated(facts),
            results(model),
            trouble(model))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  private static String size(ModelSummary model) {
    Long parameters = model.parameters();
    return parameters == null
        ? model.model() + " is of unknown size."
        : "%s has %s parameters.".formatted(model.model(), rounded(parameters));
  }

  /** Three digits and a word: {@code 6.86 billion}. */
  static String rounded(long count) {
    BigDecimal left = BigDecimal.valueOf(count);
    int unit = 0;
    while (unit < UNITS.size() - 1 && left.compareTo(BigDecimal.valueOf(1_000)) >= 0) {
      left = left.movePointLeft(3);
      unit++;
    }
    return left.round(new MathContext(3)).stripTrailingZeros().toPlainString() + UNITS.get(unit);
  }

  private static @Nullable String base(ModelSummary model) {
    return model.baseModel() == null ? null : "It was made from " + model.baseModel() + ".";
  }

  private static String stated(ModelFacts facts) {
    String licence = facts.licence() == null ? "does not name its licence" : "its licence is";
    return facts.licence() == null
        ? "Its owner %s; access is %s.".formatted(licence, facts.access())
        : "As its owner states, %s %s and access is %s."
            .formatted(licence, facts.licence(), facts.access());
  }

  private static String results(ModelSummary model) {
    return model.results() == 0
        ? "No result of it stands."
        : "Current results: %d on %d benchmarks by %d submitters; %d first-party, %d third-party, %d collaborative, %d collected."
            .formatted(
                model.results(),
                model.benchmarks(),
                model.submitters(),
                model.firstParty(),
                model.thirdParty(),
                model.collaborative(),
                model.collected());
  }

  private static @Nullable String trouble(ModelSummary model) {
    return model.flagged() == 0 && model.doubted() == 0
        ? null
        : "%d are flagged or inconsistent, %d were signed with a key in doubt."
            .formatted(model.flagged(), model.doubted());
  }
}
