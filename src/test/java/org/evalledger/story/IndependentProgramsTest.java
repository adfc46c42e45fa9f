package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.log.LogReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Programs that share nothing with ours find the log and its receipts as we say they are. */
class IndependentProgramsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String SCRIPT = "src/test/resources/independent/tiles.mjs";
  private static final int SIZE = 520;

  private static RunningService service;

  @TempDir private Path directory;

  /** One by one up to the first full tile, then by many at once. */
  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    IntStream.range(2, 8).forEach(IndependentProgramsTest::submit);
    try (var threads = Executors.newFixedThreadPool(8)) {
      IntStream.range(8, SIZE).forEach(i -> threads.execute(() -> submit(i)));
    }
    assertThat(service.bean(LogReader.class).head().size()).isEqualTo(SIZE);
  }

  private static void submit(int number) {
    service.accept(service.operator().sign(service.operator().benchmark("quiz-" + number)));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static String vkey() {
    return text(service.read("/v1/log"), "keys", "0");
  }

  /** All checkpoints up to eight entries, and at most thirty of the others. */
  private static List<String> checkpoints() {
    LogReader log = service.bean(LogReader.class);
    var notes = new ArrayList<String>();
    for (long size = 1; size < SIZE && notes.size() < 40; size += size < 8 ? 1 : 17) {
      log.checkpointCovering(size - 1).ifPresent(note -> notes.add(note.utf8()));
    }
    return notes;
  }

  @Test
  void aNodeScriptVerifiesCheckpointsTilesEntriesAndInclusionProofs() throws Exception {
    List<String> notes = checkpoints();
    JsonObject said = verified(notes, vkey());
    var sizes = ((JsonArray) at(said, "sizes")).items();
    assertThat(sizes).hasSize(notes.size() + 1);
    assertThat(text(sizes.getFirst())).isEqualTo("1");
    assertThat(text(sizes.getLast())).isEqualTo(Integer.toString(SIZE));
    assertThat(sizes.stream().mapToInt(size -> Integer.parseInt(text(size))).sum())
        .isEqualTo(Integer.parseInt(text(said, "proofs")));
    for (int index : List.of(0, 255, 256, 511, SIZE - 1)) {
      assertThat(text(said, "records", Integer.toString(index)))
          .isEqualTo(text(service.read("/v1/entries/" + index), "record"));
    }
  }

  private static JsonObject verified(List<String> notes, String key) throws Exception {
    String prefix = service.uri("/log").toString();
    return object(run(Json.ofStrings(notes).canonical().utf8(), "node", SCRIPT, prefix, key));
  }

  @Test
  void theScriptDoesFindWhatIsWrong() {
    List<String> notes = checkpoints();
    String forged = notes.getLast().replaceFirst("\n[0-9]+\n", "\n7\n");
    for (var wrong : List.of(forged, notes.getFirst().replaceFirst("/test\n", "/tess\n"))) {
      assertThatThrownBy(() -> verified(List.of(wrong), vkey()))
          .hasMessageContaining("the signature fails");
    }
  }

  @Test
  void opensslVerifiesTheEd25519SignatureOfAReceipt() throws Exception {
    String[] receipt = service.get("/v1/entries/3/receipt").body().split("\\.", -1);
    Path message = directory.resolve("message");
    Path signature = directory.resolve("signature");
    Path key = directory.resolve("key.pem");
    Files.writeString(message, receipt[0] + "." + receipt[1]);
    Files.write(signature, Base64.getUrlDecoder().decode(receipt[2]));
    Files.writeString(key, pem(text(service.read("/v1/log"), "serviceKey", "x")));
    var command =
        new String[] {
          "openssl",
          "pkeyutl",
          "-verify",
          "-pubin",
          "-inkey",
          key.toString(),
          "-rawin",
          "-in",
          message.toString(),
          "-sigfile",
          signature.toString()
        };

    assertThat(run("", command)).contains("Signature Verified Successfully");

    Files.writeString(message, receipt[0] + "." + receipt[1] + "A");
    assertThatThrownBy(() -> run("", command)).hasMessageContaining("Verification Failure");
  }

  private static String pem(String x) {
    Bytes point = Bytes.copyOf(Base64.getUrlDecoder().decode(x));
    Bytes info = Bytes.concat(Bytes.ofHex("302a300506032b6570032100"), point);
    return "-----BEGIN PUBLIC KEY-----\n" + info.base64() + "\n-----END PUBLIC KEY-----\n";
  }

  /** What a program prints; fails with all it said when it ends in failure. */
  private static String run(String input, String... command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + ":\n" + said);
    }
    return said;
  }
}
