package org.evalledger.statement;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;

/** Reads a statement, or the facts of one, strictly, and reports all faults at once. */
public final class StatementReader {
  private StatementReader() {}

  /** What came of reading. */
  public sealed interface Outcome {}

  /**
   * The document is a statement.
   *
   * @param statement what it says
   * @param facts what later rules read of it: RFC 8785 JSON without free text
   */
  public record Valid(Statement statement, Bytes facts) implements Outcome {}

  /**
   * The bytes are no I-JSON.
   *
   * @param byteOffset zero-based position near which reading stopped
   * @param detail why
   */
  public record NotJson(long byteOffset, String detail) implements Outcome {}

  /**
   * The document is JSON but no statement.
   *
   * @param faults everything that is wrong with it, at least one
   * @param asRead what it says where it is without fault, with harmless values elsewhere: who
   *     signed it may have to hear first that they may not say it at all; empty when not even the
   *     type is known
   */
  public record Invalid(List<Fault> faults, Optional<Statement> asRead) implements Outcome {
    public Invalid {
      faults = List.copyOf(faults);
    }
  }

  /** Reads a statement as somebody signed it. */
  public static Outcome readStatement(Bytes payload) {
    return read(payload, Reading.Form.STATEMENT);
  }

  /**
   * Reads a statement that is the predicate of an in-toto Statement. Pointers of faults lead into
   * the whole, that is under {@code /predicate} into the statement.
   */
  public static Outcome readInToto(Bytes payload) {
    return switch (JsonReader.read(payload)) {
      case JsonReader.NotJson(long offset, var detail) -> new NotJson(offset, detail);
      case JsonReader.Value(var json) -> new InTotoReader(json).read();
    };
  }

  /**
   * Reads the facts of a statement, which give the same record as the statement itself.
   *
   * @throws IllegalArgumentException when {@code facts} are none
   */
  public static Statement readFacts(Bytes facts) {
    return switch (read(facts, Reading.Form.FACTS)) {
      case Valid(var statement, var again) -> {
        if (!again.equals(facts)) {
          throw new IllegalArgumentException("facts that are not written canonically");
        }
        yield statement;
      }
      case NotJson(long offset, var detail) ->
          throw new IllegalArgumentException("facts that are no JSON at " + offset + ": " + detail);
      case Invalid(var faults, var asRead) ->
          throw new IllegalArgumentException("facts with faults: " + faults);
    };
  }

  private static Outcome read(Bytes bytes, Reading.Form form) {
    return switch (JsonReader.read(bytes)) {
      case JsonReader.NotJson(long offset, var detail) -> new NotJson(offset, detail);
      case JsonReader.Value(var json) -> read(json, "", new Reading(form));
    };
  }

  /** Reads what stands at {@code pointer}; {@code reading} may know of faults elsewhere. */
  static Outcome read(Json json, String pointer, Reading reading) {
    if (!(json instanceof JsonObject object)) {
      reading.fault(pointer, "Got " + json.kind() + ", want an object.");
      return new Invalid(reading.faults(), Optional.empty());
    }
    Optional<StatementType> type =
        object.get("type") instanceof JsonString(var word)
            ? StatementType.of(word)
            : Optional.empty();
    if (type.isEmpty()) {
      List<String> words = Stream.of(StatementType.values()).map(StatementType::word).toList();
      reading.fault(pointer + "/type", "Want one of \"" + String.join("\", \"", words) + "\".");
      return new Invalid(reading.faults(), Optional.empty());
    }
    var kept = new Json[] {Json.ofNull()};
    Fields fields = new Fields(object, pointer, reading, facts -> kept[0] = facts);
    Statement statement = read(type.get(), fields);
    fields.close();
    return reading.faults().isEmpty()
        ? new Valid(statement, kept[0].canonical())
        : new Invalid(reading.faults(), Optional.of(statement));
  }

  private static Statement read(StatementType type, Fields fields) {
    fields.required("type", Value::asId);
    fields.required("version", v -> v.asWhole(1, 1));
    Header header = Header.read(fields);
    return switch (type) {
      case KEY -> Key.read(header, fields);
      case BENCHMARK -> BenchmarkStatement.read(header, fields);
      case EVALUATION -> Evaluation.read(header, fields);
      case WITHDRAWAL -> Withdrawal.read(header, fields);
      case TAKEDOWN -> Takedown.read(header, fields);
      case MODEL -> ModelStatement.read(header, fields);
      case POLICY -> Policy.read(header, fields);
      case REASSESSMENT -> Reassessment.read(header, fields);
    };
  }
}
