package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.StatementReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One value of a real file at a time is something else: no reader fails, no statement is wrong. */
class HarnessDamageTest {
  static final List<Json> OTHERS =
      List.of(
          Json.ofNull(),
          Json.of(""),
          Json.of(" / "),
          Json.of(-1),
          Json.of(Long.MAX_VALUE),
          new JsonNumber("1e-99"),
          new JsonNumber("1e99"),
          Json.of(true),
          Json.of(List.of()),
          Json.object().build());

  /** Of a file with more values, every so manieth is changed. */
  private static final int MOST_CHANGES = 60;

  static List<Path> files() {
    return Stream.of(".json", ".jsonl")
        .flatMap(suffix -> LmEvalFiles.below(HarnessFiles.COMMITTED, suffix).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void anyOtherValueIsReadOrLeft(Path path) {
    HarnessFile file = HarnessFiles.read(path);
    Json whole = ((LooseJson.Value) file.json()).json();
    int values = new Change(-1, Json.ofNull()).count(whole);
    int read = 0;
    for (int i = 0; i < values; i += values / MOST_CHANGES + 1) {
      for (Json other : OTHERS) {
        Json damaged = new Change(i, other).of(whole);
        Conversion conversion =
            LmEvalFiles.convert(
                new HarnessFile(path.toString(), damaged.asRead(), file::neighbour),
                HarnessFiles.overrides(path));
        readable(conversion, path + ", value " + i + " is " + other.canonical().utf8());
        read += conversion instanceof Converted ? 1 : 0;
      }
    }
    assertThat(read).isPositive();
  }

  /** The settings of a run of HELM stand in another file than its numbers. */
  @ParameterizedTest
  @MethodSource("files")
  void anyOtherValueBesideIsReadOrLeft(Path path) {
    HarnessFile file = HarnessFiles.read(path);
    if (file.neighbour("run_spec.json") instanceof Neighbours.Found(var content)
        && LooseJson.read(content) instanceof LooseJson.Value(Json spec)) {
      int values = new Change(-1, Json.ofNull()).count(spec);
      for (int i = 0; i < values; i++) {
        for (Json other : OTHERS) {
          Json damaged = new Change(i, other).of(spec);
          Neighbours beside = name -> new Neighbours.Found(damaged.asRead());
          readable(
              LmEvalFiles.convert(new HarnessFile(path.toString(), file.content(), beside)),
              path + ", run_spec's value " + i + " is " + other.canonical().utf8());
        }
      }
    }
  }

  static void readable(Conversion conversion, String what) {
    if (conversion instanceof Converted(var statements, var left)) {
      for (JsonObject statement : statements) {
        assertThat(StatementReader.readStatement(statement.canonical()))
            .as(what)
            .isInstanceOf(StatementReader.Valid.class);
      }
    }
  }

  /** Puts {@code other} in the place of one value, counted from the beginning. */
  static final class Change {
    private final Json other;
    private int left;

    Change(int position, Json other) {
      this.left = position;
      this.other = other;
    }

    int count(Json json) {
      of(json);
      return -1 - left;
    }

    Json of(Json json) {
      if (left-- == 0) {
        return other;
      }
      return switch (json) {
        case JsonObject(var members) -> {
          var changed = new LinkedHashMap<String, Json>();
          members.forEach((name, value) -> changed.put(name, of(value)));
          yield new JsonObject(changed);
        }
        case JsonArray(var items) -> {
          var changed = new ArrayList<Json>();
          items.forEach(item -> changed.add(of(item)));
          yield Json.of(changed);
        }
        default -> json;
      };
    }
  }
}
