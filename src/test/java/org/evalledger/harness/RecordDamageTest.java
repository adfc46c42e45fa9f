package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.harness.HarnessDamageTest.Change;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.ModelId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One value of a record, log or card is something else: no reader fails, no statement is wrong. */
class RecordDamageTest {
  private static final Overrides GIVEN = new Overrides(ModelId.parse("a/b"), null, null);

  /** Of a file with more values, every so manieth is changed, others to other things. */
  private static final int MOST_CHANGES = 4;

  /** Larger files of the same formats hold more of the same. */
  private static final long MAX_BYTES = 12_000;

  private static final EveryEvalWriter WRITER =
      new EveryEvalWriter(BuiltInBenchmarks.load().documents());

  static List<Path> files() {
    return Stream.of("every-eval-ever", "inspect", "hf-eval-results")
        .flatMap(topic -> LmEvalFiles.below(RealFiles.committed(topic), ".json").stream())
        .filter(file -> file.toFile().length() <= MAX_BYTES)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void anyOtherValueIsReadOrLeft(Path path) {
    HarnessFile file = LmEvalFiles.read(Path.of(""), path);
    damage(((LooseJson.Value) file.json()).json(), path.toString(), model(path));
  }

  /** What the Hub answers names no model. */
  private static Overrides model(Path path) {
    return path.toString().contains("hf-eval-results") ? GIVEN : Overrides.NONE;
  }

  /** What a ledger wrote holds notes of its own, which may be damaged too. */
  @ParameterizedTest
  @MethodSource("files")
  void anyOtherValueOfAnExportIsReadOrLeft(Path path) {
    if (LmEvalFiles.convert(LmEvalFiles.read(Path.of(""), path), GIVEN)
        instanceof Converted(var statements, var left)) {
      for (JsonObject statement : statements) {
        JsonObject record =
            WRITER.write(
                new LedgerStatement(
                    statement,
                    1,
                    statement.canonical().sha256(),
                    "third-party",
                    Instant.EPOCH,
                    "https://ledger.example.org/v1/entries/1",
                    LedgerStatement.everyResult(statement)));
        damage(record, path + ", exported", Overrides.NONE);
      }
    }
  }

  private static void damage(Json whole, String path, Overrides model) {
    int values = new Change(-1, Json.ofNull()).count(whole);
    int step = values / MOST_CHANGES + 1;
    for (int start = 0; start < HarnessDamageTest.OTHERS.size(); start++) {
      Json other = HarnessDamageTest.OTHERS.get(start);
      for (int i = start % step; i < values; i += step) {
        Bytes damaged = new Change(i, other).of(whole).asRead();
        String what = path + ", value " + i + " is " + other.canonical().utf8();
        HarnessDamageTest.readable(
            LmEvalFiles.convert(new HarnessFile(path, damaged), model), what);
      }
    }
    assertThat(values).isPositive();
  }
}
