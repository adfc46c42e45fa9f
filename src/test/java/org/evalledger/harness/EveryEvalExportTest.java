package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.record.Facts;
import org.evalledger.statement.StatementReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What leaves as Every Eval Ever: valid by its schema and its validator's rules, and whole. */
class EveryEvalExportTest {
  private static final BuiltInBenchmarks BENCHMARKS = BuiltInBenchmarks.load();
  private static final EveryEvalWriter WRITER = new EveryEvalWriter(BENCHMARKS.documents());
  private static final JsonSchema SCHEMA = schema();

  private static JsonSchema schema() {
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(
              Files.readString(RealFiles.committed("every-eval-ever/schemas/eval.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theSchemaRefusesWhatItMust() {
    assertThat(faults(Json.object().put("schema_version", "0.3.0").build())).isNotEmpty();
    JsonObject record = WRITER.write(exported(statements().getFirst()));
    assertThat(faults(record)).isEmpty();
    assertThat(faults(record.with("unheard_of", Json.of(1)))).isNotEmpty();
  }

  @Test
  void everyRealRecordReadBackIsTheSameStatement() {
    RealFiles files = RealFiles.all("every-eval-ever");
    int results = 0;
    for (Path file : files.below(".json")) {
      if (file.toString().contains("schemas")) {
        continue;
      }
      Converted first = LmEvalFiles.converted(LmEvalFiles.read(files.folder(), file));
      for (JsonObject statement : first.statements()) {
        JsonObject record = WRITER.write(exported(statement));
        assertThat(faults(record)).as("%s", file).isEmpty();
        JsonObject again = importedAgain(record);
        for (String member : List.of("model", "run", "settings", "results")) {
          assertThat(again.get(member)).as("%s %s", file, member).isEqualTo(statement.get(member));
        }
        results += items(again.get("results")).size();
      }
    }
    System.out.println(results + " results went out and came back, from " + files.folder());
    assertThat(results).isGreaterThan(100);
  }

  @Test
  void theFieldsThatOthersReadCarryTheResultWithoutOurNotes() {
    for (JsonObject statement : statements()) {
      JsonObject record = withoutNotes(WRITER.write(exported(statement)));
      assertThat(faults(record)).isEmpty();
      JsonObject again = importedAgain(record);
      assertThat(held(again)).isEqualTo(held(statement));
    }
  }

  @Test
  void factsOfAnErasedEnvelopeLeaveAsWell() {
    for (JsonObject statement : statements()) {
      var read = (StatementReader.Valid) StatementReader.readStatement(statement.asRead());
      var facts = (JsonReader.Value) JsonReader.read(Facts.of(read).bytes());
      JsonObject record = WRITER.write(exported((JsonObject) facts.json()));
      assertThat(faults(record)).isEmpty();
      assertThat(held(importedAgain(record))).isEqualTo(held(statement));
    }
  }

  /** The rules of the format's own validator that its schema cannot say. */
  @Test
  void scoresLieWithinTheirBoundsAndPathsAreItsOwn() {
    for (JsonObject statement : statements()) {
      LedgerStatement entry = exported(statement);
      assertThat(EveryEvalWriter.path(entry))
          .matches(
              "data/evalledger/[^/]+/[^/]+/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}"
                  + "-[0-9a-f]{12}\\.json");
      for (Json result : items(WRITER.write(entry).get("evaluation_results"))) {
        Members config = Members.of(result).in("metric_config");
        BigDecimal score = number(Members.of(result).in("score_details"), "score");
        if (config.number("min_score").isPresent()) {
          assertThat(score).isGreaterThanOrEqualTo(number(config, "min_score"));
        }
        if (config.number("max_score").isPresent()) {
          assertThat(score).isLessThanOrEqualTo(number(config, "max_score"));
        }
      }
    }
  }

  @Test
  void aScoreThatWasChangedOutsideIsReadFromItsOwnFields() {
    JsonObject record = WRITER.write(exported(statements().getFirst()));
    String text = record.asRead().utf8();
    String score =
        Members.of(items(record.get("evaluation_results")).getFirst())
            .in("score_details")
            .number("score")
            .orElseThrow();
    JsonObject changed =
        parse(text.replaceFirst("\"score\":" + score + "([,}])", "\"score\":0.123$1"));
    Members result = Members.of(items(importedAgain(changed).get("results")).getFirst());
    assertThat(result.text("value")).contains("0.123");
  }

  @Test
  void aMetricThatNoBenchmarkHasIsAMistakeOfTheCaller() {
    assertThatThrownBy(
            () -> new EveryEvalWriter(List.of()).write(exported(statements().getFirst())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no metric");
    assertThatThrownBy(
            () ->
                new LedgerStatement(
                    statements().getFirst(),
                    1,
                    Sha256.of(new byte[0]),
                    "third-party",
                    Instant.EPOCH,
                    "https://ledger.example.org/v1/entries/1",
                    List.of(1_000_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Statements of this and of other harnesses: what they record differs most. */
  private static List<JsonObject> statements() {
    var all = new ArrayList<JsonObject>();
    for (String topic : List.of("lm-eval", "every-eval-ever", "inspect")) {
      Path folder = RealFiles.committed(topic);
      Stream.of(".json", ".eval")
          .flatMap(suffix -> LmEvalFiles.below(folder, suffix).stream())
          .filter(file -> !file.toString().contains("schemas"))
          .map(file -> LmEvalFiles.convert(LmEvalFiles.read(folder, file)))
          .filter(Converted.class::isInstance)
          .forEach(converted -> all.addAll(((Converted) converted).statements()));
    }
    assertThat(all).hasSizeGreaterThan(25);
    return all;
  }

  private static LedgerStatement exported(JsonObject statement) {
    return new LedgerStatement(
        statement,
        42,
        statement.canonical().sha256(),
        "collected",
        Instant.parse("2026-11-20T10:00:01.500Z"),
        "https://ledger.example.org/v1/entries/42",
        LedgerStatement.everyResult(statement));
  }

  private static JsonObject importedAgain(JsonObject record) {
    Converted again = LmEvalFiles.converted(new HarnessFile("record.json", record.asRead()));
    assertThat(again.left()).isEmpty();
    assertThat(again.statements()).hasSize(1);
    LmEvalFiles.evaluation(again.statements().getFirst());
    return again.statements().getFirst();
  }

  private static List<String> faults(JsonObject record) {
    return SCHEMA.validate(record.asRead().utf8(), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  private static JsonObject parse(String text) {
    return (JsonObject) ((JsonReader.Value) JsonReader.read(Bytes.ofUtf8(text))).json();
  }

  private static List<Json> items(@Nullable Json array) {
    return array instanceof JsonArray(var items) ? items : List.of();
  }

  private static BigDecimal number(Members members, String name) {
    return new BigDecimal(members.number(name).orElseThrow());
  }

  private static JsonObject withoutNotes(JsonObject record) {
    return (JsonObject) stripped(record);
  }

  private static Json stripped(Json json) {
    return switch (json) {
      case JsonObject(var members) -> {
        var kept = Json.object();
        members.forEach(
            (name, value) -> {
              if (!name.startsWith("evalledger_")) {
                kept.put(name, stripped(value));
              }
            });
        yield kept.build();
      }
      case JsonArray(var items) ->
          Json.of(items.stream().map(EveryEvalExportTest::stripped).toList());
      default -> json;
    };
  }

  /** What both formats hold of a statement, numbers as text. */
  private static List<String> held(JsonObject statement) {
    var held = new ArrayList<String>();
    Members model = new Members(statement).in("model");
    held.add(model.text("id").orElse("") + " " + text(model, "parameters"));
    for (Json item : items(statement.get("results"))) {
      Members result = Members.of(item);
      var line = new ArrayList<String>();
      for (String name :
          List.of(
              "benchmark",
              "task",
              "metric",
              "filter",
              "k",
              "variant",
              "value",
              "stderr",
              "samples")) {
        line.add(text(result, name));
      }
      Members settings =
          new Members(statement).in("settings").in(result.text("settings").orElse(""));
      line.add(text(settings, "shots"));
      line.add(text(settings.in("hyperparameters"), "temperature"));
      held.add(String.join(" ", line));
    }
    return held;
  }

  private static String text(Members from, String name) {
    return switch (from.get(name).orElseGet(Json::ofNull)) {
      case JsonNumber(var number) -> number;
      case JsonString(var string) -> string;
      default -> "-";
    };
  }
}
