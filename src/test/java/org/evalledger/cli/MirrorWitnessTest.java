package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.log.Cosignatures;
import org.evalledger.log.Upstream;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.TreeSize;
import org.evalledger.mirror.MirroredLedger;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.SignedNote;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A mirror of a witnessed ledger shows what witnesses said of it, as far as that holds. */
class MirrorWitnessTest {
  @RegisterExtension static final TestDatabase LEDGER = new TestDatabase();
  @RegisterExtension final TestDatabase copy = new TestDatabase();

  private static final String ORIGIN = "localhost/test";
  private static final NoteSigner LOG = NoteSigner.generate(ORIGIN, new SecureRandom());

  @TempDir private static Path directory;
  @TempDir private Path home;
  private static RunningWitness witness;
  private static Path policy;
  private static RunningService ledger;

  @BeforeAll
  static void open() throws Exception {
    Files.writeString(directory.resolve("log.key"), LOG.privateKey());
    var key =
        NoteSigner.generate(NoteAlgorithm.ED25519_COSIGNATURE, "w.example", new SecureRandom());
    witness =
        RunningWitness.start(
            directory.resolve("witness"),
            List.of(LOG.verifier()),
            List.of(key),
            InstantSource.system());
    policy =
        Files.writeString(
            directory.resolve("policy"),
            "log %s\n%squorum w\n".formatted(LOG.verifier(), witness.policyLines("w")));
    var properties = new HashMap<String, Object>(LEDGER.properties());
    properties.put("evalledger.log.key", directory.resolve("log.key").toString());
    properties.put("evalledger.witnesses", policy.toString());
    ledger = RunningService.open(properties);
    long end = System.nanoTime() + 30_000_000_000L;
    while (!text(ledger.read("/v1/log"), "witnessed", "size").equals("2")) {
      assertThat(System.nanoTime()).as("within thirty seconds").isLessThan(end);
      Thread.sleep(50);
    }
  }

  @AfterAll
  static void close() {
    ledger.close();
    witness.close();
  }

  private RunningMirror mirror(UnaryOperator<MirroredLedger> between) {
    Map<String, Object> given = Map.of("evalledger.mirror.policy", policy.toString());
    return RunningMirror.open(ledger, copy, home, given, between);
  }

  @Test
  void servesWitnessedBundlesThatHoldUnderThePolicy() throws IOException {
    try (RunningMirror mirror = mirror(UnaryOperator.identity())) {
      mirror.listen();
      assertThat(mirror.get("/v1/entries/0/bundle?witnessed=true").statusCode()).isEqualTo(404);
      assertThat(mirror.follow()).isEqualTo(new Upstream.Current());

      HttpResponse<String> bundle = mirror.get("/v1/entries/0/bundle?witnessed=true");

      assertThat(bundle.statusCode()).as(bundle.body()).isEqualTo(200);
      Path file = Files.writeString(home.resolve("bundle.json"), bundle.body());
      Ran verified = Ran.cli("verify", file, "--policy", policy, "--require-witness");
      assertThat(verified.exit()).as(verified.out()).isZero();
      Path fresh = home.resolve("head");
      Ran audited = Ran.cli("audit", mirror.url("/"), "--policy", policy, "--remember", fresh);
      assertThat(audited.exit()).as(audited.out() + audited.err()).isZero();
    }
  }

  @Test
  void theCommandsPolicyIsTheMirrors() {
    var settings = new HashMap<String, String>();
    copy.properties().forEach((name, value) -> settings.put(name, value.toString()));
    settings.put(Setting.DATA_DIR.property(), home.toString());
    LogKeys keys = CommandLine.populateCommand(new LogKeys(), "--policy", policy.toString());
    try (Mirror mirror =
        Mirror.open(
            Service.address(ledger.uri("/").toString()),
            Settings.of(settings::get, name -> null),
            keys,
            new Output())) {
      assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
      assertThat(mirror.server().get(Cosignatures.class).witnessed())
          .get()
          .extracting(Cosignatures.Witnessed::size)
          .isEqualTo(2L);
    }
  }

  private static MirroredLedger showing(MirroredLedger truth, UnaryOperator<SignedNote> change) {
    return new Told(truth) {
      @Override
      public Bytes checkpoint() throws IOException {
        SignedNote note = SignedNote.parse(super.checkpoint()).orElseThrow();
        return change.apply(note).bytes();
      }

      @Override
      public Optional<Bytes> witnessed() throws IOException {
        return super.witnessed()
            .map(note -> change.apply(SignedNote.parse(note).orElseThrow()).bytes());
      }
    };
  }

  @Test
  void aCosignatureThatDoesNotHoldIsNotKeptAndNoStrangersLineIsServed() throws Exception {
    var stranger = NoteSigner.generate("stranger.example", new SecureRandom());
    try (RunningMirror mirror =
        mirror(
            truth ->
                showing(
                    truth,
                    note -> {
                      // The witness's line is of another note; the stranger's is of nobody known.
                      SignedNote other =
                          SignedNote.parse(Bytes.ofUtf8(damaged(note))).orElseThrow();
                      return other.with(List.of(stranger.sign(note.text())));
                    }))) {
      mirror.listen();
      assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
      JsonObject log = RunningService.object(mirror.get("/v1/log").body());
      assertThat(text(log, "witnessed", "size")).isEqualTo("0");
      assertThat(mirror.get("/log/checkpoint").body())
          .contains("\n— " + ORIGIN)
          .doesNotContain("w.example", "stranger.example");
    }
  }

  /** {@code note} with another last letter but two in the witness's line. */
  private static String damaged(SignedNote note) {
    var text = new StringBuilder();
    note.bytes()
        .utf8()
        .lines()
        .forEach(
            line -> {
              if (line.startsWith("— w.example")) {
                int at = line.length() - 6;
                char other = line.charAt(at) == 'A' ? 'B' : 'A';
                text.append(line, 0, at).append(other).append(line, at + 1, line.length());
              } else {
                text.append(line);
              }
              text.append('\n');
            });
    return text.toString();
  }

  @Test
  void aWitnessedHeadOfOtherEntriesIsAFork() throws IOException {
    try (RunningMirror mirror =
        mirror(
            truth ->
                new Told(truth) {
                  @Override
                  public Optional<Bytes> witnessed() {
                    var forged =
                        new Checkpoint(
                            ORIGIN,
                            new TreeSize(1),
                            MerkleHash.leaf(Bytes.ofUtf8("another entry")));
                    return Optional.of(SignedNote.sign(forged.text(), LOG).bytes());
                  }
                })) {
      assertThat(mirror.follow())
          .isInstanceOfSatisfying(
              Upstream.Refused.class,
              refused -> assertThat(refused.reason()).startsWith("FORK: the ledger signed a log"));
    }
  }
}
