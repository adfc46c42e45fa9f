package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Source;
import org.evalledger.statement.StatementReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
  private static final Path FILES = Path.of("src/test/resources/lm-eval");

  @TempDir private Path directory;

  private static Evaluation evaluation(Bytes statement) {
    if (StatementReader.readStatement(statement)
        instanceof StatementReader.Valid(Evaluation evaluation, Bytes facts)) {
      return evaluation;
    }
    throw new AssertionError(statement.utf8());
  }

  @Test
  void printsStatementsThatALedgerCanRead() {
    Ran ran =
        Ran.cli(
            "convert",
            FILES.resolve("pythia-v1"),
            "--submitter",
            "lab",
            "--ledger",
            "a.example/log",
            "--ledger",
            "b.example/log",
            "--out",
            "-");
    assertThat(ran.exit()).as(ran.err()).isEqualTo(0);
    List<Evaluation> all = ran.out().lines().map(line -> evaluation(Bytes.ofUtf8(line))).toList();
    assertThat(all).isNotEmpty();
    assertThat(all)
        .allSatisfy(
            one -> {
              assertThat(one.header().ledgers()).containsExactly("a.example/log", "b.example/log");
              assertThat(one.header().submitter().value()).isEqualTo("lab");
              assertThat(one.source()).isNull();
            });
  }

  @Test
  void aSourceIsTheUrlWithEachFilesPath() throws IOException {
    Ran ran =
        Ran.cli(
            "convert",
            FILES.resolve("pythia-v1"),
            "--submitter",
            "lab",
            "--ledger",
            "a.example/log",
            "--source",
            "https://example.org/evals",
            "--claimed-by",
            "eleutherai",
            "--published-at",
            "2023-04-03",
            "--base",
            FILES,
            "--out",
            directory);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(0);
    try (var files = Files.walk(directory)) {
      List<Path> written = files.filter(Files::isRegularFile).toList();
      assertThat(written).isNotEmpty();
      for (Path file : written) {
        Source source = evaluation(UserFiles.read(file)).source();
        String name = directory.relativize(file).toString().replace(".statement.json", ".json");
        assertThat(source).isNotNull();
        assertThat(source.url()).isEqualTo("https://example.org/evals/pythia-v1/" + name);
        assertThat(source.claimedBy().known()).contains("eleutherai");
        assertThat(source.publishedAt().known().map(Object::toString))
            .contains("2023-04-03T00:00:00Z");
      }
    }
  }

  @Test
  void whatIsNoResultsFileIsAFinding() throws IOException {
    Path file = directory.resolve("note.json");
    Files.writeString(file, "{\"hello\":1}");
    Ran ran =
        Ran.cli("convert", file, "--submitter", "lab", "--ledger", "a.example/log", "--out", "-");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("note.json");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void aRunFolderOfHelmIsReadAsOneAndAHalfWrittenOneSendsNothing() throws IOException {
    Path helm = Path.of("src/test/resources/harness/helm");
    Object[] rest = {"--submitter", "lab", "--ledger", "a.example/log", "--out", "-"};
    Ran ran = Ran.cli(with(rest, "convert", helm));
    assertThat(ran.exit()).as(ran.err()).isEqualTo(0);
    assertThat(ran.out().lines().map(line -> evaluation(Bytes.ofUtf8(line)).model().id().name()))
        .containsExactly("pythia-1b-v0", "gpt2");

    Path stats = directory.resolve("stats.json");
    Files.writeString(stats, "[{\"name\": {\"name\": \"exact_match\"}, \"count\": 1, \"me");
    Files.writeString(directory.resolve("run_spec.json"), "{\"adapter_spec\": {}}");
    Ran half = Ran.cli(with(rest, "convert", stats));
    assertThat(half.exit()).isEqualTo(1);
    assertThat(half.err()).contains("stats.json: The file ends in the middle of its JSON");
    assertThat(half.out()).isEmpty();
  }

  @Test
  void aFileLargerThanAnyResultsIsNotRead() throws IOException {
    Path file = directory.resolve("samples.jsonl");
    try (var large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(FileReader.MAX_BYTES + 1);
    }
    Object[] rest = {"--submitter", "lab", "--ledger", "a.example/log", "--out", "-"};
    Ran ran = Ran.cli(with(rest, "convert", file));
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("It has more than 134217728 bytes");
    assertThat(ran.out()).isEmpty();
  }

  private static Object[] with(Object[] rest, Object... first) {
    var all = new java.util.ArrayList<Object>(List.of(first));
    all.addAll(List.of(rest));
    return all.toArray();
  }

  @Test
  void wrongOptionsAreUsageBeforeAnythingIsRead() {
    Object[] rest = {"--submitter", "lab", "--ledger", "a.example/log", "--out", "-"};
    for (Object[] wrong :
        List.of(
            new Object[] {"--format", "excel"},
            new Object[] {"--model", "no-slash"},
            new Object[] {"--parameters", "0"},
            new Object[] {"--claimed-by", "x"},
            new Object[] {"--source", "https://e.org/"},
            new Object[] {"--source", "not a url", "--base", FILES},
            new Object[] {
              "--source", "https://e.org/", "--base", FILES, "--published-at", "yesterday"
            })) {
      var args = new java.util.ArrayList<Object>(List.of("convert", FILES));
      args.addAll(List.of(rest));
      args.addAll(List.of(wrong));
      Ran ran = Ran.cli(args.toArray());
      assertThat(ran.exit()).as(List.of(wrong) + ran.err()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
    }
  }

  @Test
  void aMissingFileIsUsage() {
    Ran ran =
        Ran.cli(
            "convert",
            directory.resolve("x.json"),
            "--submitter",
            "l",
            "--ledger",
            "a",
            "--out",
            "-");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("There is no file");
  }
}
