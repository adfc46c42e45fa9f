package org.evalledger.statement;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Faults;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;

/** Reads a statement, or the facts of one, strictly, and reports all faults at once. */
public final class StatementReader {
  /** Bytes of the facts of one statement, at most. */
  public static final int MAX_FACTS_BYTES = 1 << 20;

  /** What to do about facts that are larger. */
  static final String TOO_MANY_FACTS =
      "The ledger keeps at most %d bytes of a statement for good (its text aside), and here it is"
              .formatted(MAX_FACTS_BYTES)
          + " more; send several statements.";

  private static final String UNKEPT = "The ledger could not read back what it keeps of this: ";

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
   * @param faults everything that is wrong with it, at least one, cut as {@link Faults} says
   * @param asRead what it says where it is without fault, with harmless values elsewhere: who
   *     signed it may have to hear first that they may not say it at all; empty when not even the
   *     type is known
   */
  public record Invalid(List<Fault> faults, Optional<Statement> asRead) implements Outcome {
    public Invalid {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Reads a statement as somebody signed it. Its facts are frozen once it is in the log, so what
   * they say is read back before they leave here: facts that nobody can read would end the ledger.
   */
  public static Outcome readStatement(Bytes payload) {
    return read(payload, Reading.Form.STATEMENT);
  }

  private static void readBack(
      StatementType type, Statement statement, Json facts, String pointer, Reading reading) {
    var kept = new Json[] {Json.ofNull()};
    var again = new Reading(Reading.Form.FACTS);
    Statement same =
        facts instanceof JsonObject object
            ? read(type, object, "", again, built -> kept[0] = built)
            : statement;
    again.faults().forEach(f -> reading.fault(pointer + f.pointer(), UNKEPT + f.detail()));
    if (again.faults().isEmpty() && !(same.equals(statement) && kept[0].equals(facts))) {
      reading.fault(pointer, "What the ledger would keep of this says something else.");
    }
  }

  /** How many bytes of facts {@code statement} leaves, whatever else may be wrong with it. */
  public static int factsBytes(JsonObject statement) {
    var kept = new Json[] {Json.ofNull()};
    var reading = new Reading(Reading.Form.STATEMENT);
    StatementType.of(statement)
        .ifPresent(type -> read(type, statement, "", reading, facts -> kept[0] = facts));
    return kept[0].canonical().length();
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
    Optional<StatementType> type = StatementType.of(object);
    if (type.isEmpty()) {
      List<String> words = Stream.of(StatementType.values()).map(StatementType::word).toList();
      reading.fault(pointer + "/type", "Want one of \"" + String.join("\", \"", words) + "\".");
      return new Invalid(reading.faults(), Optional.empty());
    }
    var kept = new Json[] {Json.ofNull()};
    Statement statement = read(type.get(), object, pointer, reading, facts -> kept[0] = facts);
    Bytes facts = kept[0].canonical();
    if (reading.faults().isEmpty() && facts.length() > MAX_FACTS_BYTES) {
      reading.fault(pointer + largest(kept[0]), TOO_MANY_FACTS);
    }
    if (reading.faults().isEmpty() && !reading.ofFacts()) {
      readBack(type.get(), statement, kept[0], pointer, reading);
    }
    return reading.faults().isEmpty()
        ? new Valid(statement, facts)
        : new Invalid(reading.faults(), Optional.of(statement));
  }

  /** The member that takes up most of {@code facts}. */
  private static String largest(Json facts) {
    return facts instanceof JsonObject(var members)
        ? members.entrySet().stream()
            .max(Comparator.comparingInt(member -> member.getValue().canonical().length()))
            .map(member -> Fault.child("", member.getKey()))
            .orElse("")
        : "";
  }

  private static Statement read(
      StatementType type, JsonObject object, String pointer, Reading reading, Consumer<Json> keep) {
    Fields fields = new Fields(object, pointer, reading, keep);
    Statement statement = read(type, fields);
    fields.close();
    return statement;
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
      case REPORT -> Report.read(header, fields);
      case ANSWER -> Answer.read(header, fields);
      case APPEAL -> Appeal.read(header, fields);
      case DECISION -> Decision.read(header, fields);
    };
  }
}
