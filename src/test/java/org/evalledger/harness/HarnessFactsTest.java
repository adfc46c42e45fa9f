package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.record.Facts;
import org.evalledger.statement.StatementReader;
import org.junit.jupiter.api.Test;

/** The facts of everything that the importer makes of real files. */
class HarnessFactsTest {
  @Test
  void holdNoFreeTextAndReadBackToTheSameStatement() {
    var conversions = new ArrayList<Converted>();
    for (Path file : LmEvalFiles.below(LmEvalFiles.COMMITTED, ".json")) {
      conversions.add(LmEvalFiles.converted(LmEvalFiles.read(LmEvalFiles.COMMITTED, file)));
    }
    for (Path file : LmEvalFiles.below(HarnessFiles.COMMITTED, ".json")) {
      conversions.add(
          HarnessFiles.converted(HarnessFiles.read(file), HarnessFiles.overrides(file)));
    }
    for (String topic : List.of("every-eval-ever", "inspect")) {
      Path folder = RealFiles.committed(topic);
      for (Path file : LmEvalFiles.below(folder, ".json")) {
        if (LmEvalFiles.convert(LmEvalFiles.read(folder, file)) instanceof Converted converted) {
          conversions.add(converted);
        }
      }
    }
    int statements = 0;
    for (Converted converted : conversions) {
      for (JsonObject statement : converted.statements()) {
        var read = (StatementReader.Valid) StatementReader.readStatement(statement.canonical());
        Facts facts = Facts.of(read);
        assertThat(Facts.parse(facts.bytes()).statement())
            .as("%s", statement.get("model"))
            .isEqualTo(read.statement());
        isFreeOfText(json(facts.bytes()));
        statements++;
      }
    }
    assertThat(statements).isGreaterThanOrEqualTo(25);
  }

  private static Json json(Bytes bytes) {
    return ((JsonReader.Value) JsonReader.read(bytes)).json();
  }

  private static void isFreeOfText(Json facts) {
    switch (facts) {
      case JsonString(var text) -> assertThat(text).matches("[!-~]{0,2048}");
      case JsonArray(var items) -> items.forEach(item -> isFreeOfText(item));
      case JsonObject(var members) -> members.values().forEach(value -> isFreeOfText(value));
      default -> assertThat(facts).as("numbers are strings").isNotInstanceOf(Json.JsonNumber.class);
    }
  }
}
