package org.evalledger.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a namespace says about one of its models.
 *
 * @param header what every statement has
 * @param id which model
 * @param revision which weights; null for all of them
 * @param parameters weights in all
 * @param activeParameters weights that take part in one token; all of them where it is not said
 * @param trainingTokens seen in training
 * @param baseModels what it was made from, the nearest first; empty for none
 * @param licence of the weights
 * @param releaseDate the day on which it came out, {@code 2020-09-07}; null when it is not said
 * @param modalities what goes in and comes out, such as {@code text}
 * @param jobs what it is meant for
 * @param access who gets at it
 * @param price of its use; null when it is not said
 * @param formats of the weights
 * @param languages it was made for
 */
public record ModelStatement(
    Header header,
    ModelId id,
    @Nullable String revision,
    Knowable<Long> parameters,
    Knowable<Long> activeParameters,
    Knowable<Long> trainingTokens,
    List<ModelId> baseModels,
    Knowable<String> licence,
    @Nullable String releaseDate,
    List<String> modalities,
    List<String> jobs,
    Access access,
    @Nullable Price price,
    List<String> formats,
    List<String> languages)
    implements Statement {
  private static final long MAX_COUNT = 1_000_000_000_000_000_000L;
  private static final int MAX_BASES = 16;
  private static final int MAX_WORDS = 200;

  /** Characters of a model card, at most. */
  public static final int MAX_CARD = 1_048_576;

  public ModelStatement {
    baseModels = List.copyOf(baseModels);
    modalities = List.copyOf(modalities);
    jobs = List.copyOf(jobs);
    formats = List.copyOf(formats);
    languages = List.copyOf(languages);
  }

  /** Who gets at a model. */
  public enum Access {
    /** Nobody said. */
    UNKNOWN,
    /** Anybody has the weights. */
    OPEN,
    /** The weights are given on request. */
    GATED,
    /** It answers over an interface. */
    API,
    /** Its maker alone. */
    CLOSED;

    private static Access read(Value value) {
      return switch (value.asWord(List.of("unknown", "open", "gated", "api", "closed"))) {
        case "open" -> OPEN;
        case "gated" -> GATED;
        case "api" -> API;
        case "closed" -> CLOSED;
        default -> UNKNOWN;
      };
    }
  }

  /**
   * What a million tokens cost.
   *
   * @param currency ISO 4217, such as {@code USD}
   * @param input tokens read
   * @param output tokens written
   */
  public record Price(String currency, Decimal input, Decimal output) {
    private static Price read(Value value) {
      Fields fields = value.asObject();
      var price =
          new Price(
              fields.required("currency", Value::asId),
              fields.required("inputPerMillionTokens", Value::asDecimal),
              fields.required("outputPerMillionTokens", Value::asDecimal));
      fields.close();
      return price;
    }
  }

  static ModelStatement read(Header header, Fields fields) {
    fields.text("modelCard", MAX_CARD);
    Access access = fields.optional("access", Access::read);
    ModelId id = fields.required("model", Value::asModelId);
    String revision = fields.optional("revision", Value::asId);
    Knowable<Long> parameters = fields.knowable("parameters", v -> v.asWhole(1, MAX_COUNT));
    return new ModelStatement(
        header,
        id,
        revision,
        parameters,
        fields.active("activeParameters", parameters, v -> v.asWhole(1, MAX_COUNT)),
        fields.knowableOrNull("trainingTokens", v -> v.asWhole(0, MAX_COUNT)),
        readList(fields, "baseModels", MAX_BASES, Value::asModelId),
        fields.knowableOrNull("licence", Value::asId),
        fields.optional("releaseDate", Value::asDay),
        readList(fields, "modalities", MAX_WORDS, Value::asId),
        readList(fields, "jobs", MAX_WORDS, Value::asId),
        access == null ? Access.UNKNOWN : access,
        fields.optional("price", Price::read),
        readList(fields, "formats", MAX_WORDS, Value::asId),
        readList(fields, "languages", MAX_WORDS, Value::asId));
  }

  private static <T> List<T> readList(Fields fields, String name, int most, Value.As<T> as) {
    List<T> list = fields.optional(name, v -> v.asList(0, most, as));
    return list == null ? List.of() : list;
  }

  @Override
  public StatementType type() {
    return StatementType.MODEL;
  }
}
