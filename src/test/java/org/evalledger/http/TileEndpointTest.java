package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.problem;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.log.LogReader;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.EntryBundle;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.TileCoordinate;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NoteOpening;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.signing.SignedNote;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log as C2SP tlog-tiles has it, on a log a little longer than one full tile. */
class TileEndpointTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int SIZE = 259;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static RunningService service;
  private static List<Bytes> records;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    for (int i = 2; i < SIZE; i++) {
      service.accept(service.operator().sign(service.operator().benchmark("quiz-" + i)));
    }
    JsonObject entries = service.read("/v1/entries?limit=1000");
    records =
        ((JsonArray) at(entries, "items"))
            .items().stream().map(entry -> Bytes.ofBase64(text(entry, "record"))).toList();
  }

  @AfterAll
  static void close() {
    service.close();
    CLIENT.close();
  }

  private static HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(service.uri(path)).build(), BodyHandlers.ofByteArray());
  }

  private static Bytes body(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    Bytes bytes = Bytes.copyOf(answer.body());
    assertThat(answer.headers().firstValue("ETag")).contains("\"" + bytes.sha256().hex() + "\"");
    return bytes;
  }

  private static Bytes hashes(int from, int to) {
    return Bytes.concat(
        IntStream.range(from, to)
            .mapToObj(at -> MerkleHash.leaf(records.get(at)).bytes())
            .toArray(Bytes[]::new));
  }

  private static List<NoteVerifier> keys() {
    return ((JsonArray) at(service.read("/v1/log"), "keys"))
        .items().stream().map(key -> NoteVerifier.parse(text(key)).orElseThrow()).toList();
  }

  @Test
  void theCheckpointIsANoteSignedByBothKeysAndCachedForASecond() throws Exception {
    HttpResponse<byte[]> answer = get("/log/checkpoint");
    SignedNote note = SignedNote.parse(Bytes.copyOf(answer.body())).orElseThrow();
    List<NoteVerifier> keys = keys();

    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=1");
    assertThat(keys.stream().map(NoteVerifier::algorithm))
        .containsExactly(NoteAlgorithm.ED25519, NoteAlgorithm.ML_DSA_44);
    assertThat(note.open(keys)).isEqualTo(new NoteOpening.Opened(note.text(), keys));
    Checkpoint head = Checkpoint.parse(note.text()).orElseThrow();
    assertThat(head.origin()).isEqualTo(keys.getLast().name()).isEqualTo(keys.getFirst().name());
    assertThat(head.size().value()).isEqualTo(SIZE);
    Instant signed =
        keys.getLast().cosignedAt(note.text(), note.signatures().getLast()).orElseThrow();
    assertThat(Duration.between(signed, Instant.now()))
        .isBetween(Duration.ZERO, Duration.ofHours(1));
  }

  @Test
  void everyCheckpointThatWasEverMadeCarriesBothLines() {
    for (long size = 1; size <= SIZE; size++) {
      SignedNote note =
          SignedNote.parse(service.bean(LogReader.class).checkpoint(size).orElseThrow())
              .orElseThrow();
      assertThat(note.open(keys())).isEqualTo(new NoteOpening.Opened(note.text(), keys()));
    }
  }

  @Test
  void everyWidthOfATileIsServedBeforeAndAfterItIsFull() throws Exception {
    for (int width = 1; width < TileCoordinate.FULL; width++) {
      assertThat(body("/log/tile/0/000.p/" + width)).isEqualTo(hashes(0, width));
      assertThat(body("/log/tile/entries/000.p/" + width))
          .isEqualTo(new EntryBundle(records.subList(0, width)).bytes());
    }
    assertThat(body("/log/tile/0/000")).isEqualTo(hashes(0, 256));
    assertThat(body("/log/tile/entries/000"))
        .isEqualTo(new EntryBundle(records.subList(0, 256)).bytes());
    for (int width = 1; width <= 3; width++) {
      assertThat(body("/log/tile/0/001.p/" + width)).isEqualTo(hashes(256, 256 + width));
      assertThat(body("/log/tile/entries/001.p/" + width))
          .isEqualTo(new EntryBundle(records.subList(256, 256 + width)).bytes());
    }
  }

  @Test
  void aTileOfTheNextLevelHoldsTheRootOfEachFullTile() throws Exception {
    List<Sha256> level = new ArrayList<>();
    for (int at = 0; at < 256; at++) {
      level.add(MerkleHash.leaf(records.get(at)));
    }
    while (level.size() > 1) {
      List<Sha256> below = List.copyOf(level);
      level =
          IntStream.range(0, below.size() / 2)
              .mapToObj(at -> MerkleHash.node(below.get(2 * at), below.get(2 * at + 1)))
              .toList();
    }
    assertThat(body("/log/tile/1/000.p/1")).isEqualTo(level.getFirst().bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0/001",
        "0/001.p/4",
        "0/002.p/1",
        "0/x001/000",
        "0/x999/x999/x999/x999/x999/999",
        "1/000",
        "1/000.p/2",
        "1/001.p/1",
        "2/000.p/1",
        "63/000.p/1",
        "entries/001",
        "entries/001.p/4",
        "entries/x001/000.p/1",
      })
  void aTileThatTheLogIsNotLongEnoughForIsNotFoundAndNotCached(String path) throws Exception {
    HttpResponse<byte[]> answer = get("/log/tile/" + path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(problem(service.get("/log/tile/" + path))).isEqualTo("404 /problems/not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0/0",
        "0/00",
        "0/0000",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/01",
        "0/000.p/-1",
        "0/000.p/99999999999999999999",
        "0/000.p",
        "0/x000/000",
        "0/x001/x234",
        "00/000",
        "64/000",
        "-1/000",
        "entries",
        "entries/000.p/256",
        "data/000",
        "0/x999/x999/x999/x999/x999/x999/999",
        "0/000%00",
        "0/%C3%A9",
      })
  void whatIsNoPathOfATileIsAProblem(String path) {
    assertThat(problem(service.get("/log/tile/" + path))).isEqualTo("400 /problems/bad-request");
  }

  @Test
  void headAnswersWithoutTheBody() {
    for (String path : List.of("/log/checkpoint", "/log/tile/0/000", "/log/tile/entries/000.p/9")) {
      HttpResponse<String> answer =
          service.send(HttpRequest.newBuilder(service.uri(path)).HEAD().build());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
  }
}
