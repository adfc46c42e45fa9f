package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotePolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
  private static final String TEXT =
      "ledger.example.org/log\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
  private static final NoteSigner LOG =
      NoteSigner.ed25519("ledger.example.org/log", Bytes.ofHex("01".repeat(32)));
  private static final NoteSigner LOG_ML_DSA =
      NoteSigner.of(
          NoteAlgorithm.ML_DSA_44, "ledger.example.org/log", Bytes.ofHex("02".repeat(32)));
  private static final List<NoteSigner> WITNESSES =
      List.of(witness(3), witness(4), witness(5), witness(6));

  private static NoteSigner witness(int number) {
    NoteAlgorithm algorithm =
        number == 6 ? NoteAlgorithm.ML_DSA_44 : NoteAlgorithm.ED25519_COSIGNATURE;
    return NoteSigner.of(
        algorithm, "witness.example/w" + number, Bytes.ofHex(("0" + number).repeat(32)));
  }

  private static String lines(String... rules) {
    var text = new StringBuilder("# who is believed\n\n");
    text.append("log ").append(LOG.verifier()).append('\n');
    text.append("  log\t").append(LOG_ML_DSA.verifier()).append(" https://ledger.example.org\n");
    String[] names = {"X1", "X2", "Y1", "Y2"};
    for (int i = 0; i < names.length; i++) {
      text.append("witness ").append(names[i]).append(' ');
      text.append(WITNESSES.get(i).verifier())
          .append(" https://w.example/")
          .append(i)
          .append("/\n");
    }
    for (String rule : rules) {
      text.append(rule).append('\n');
    }
    return text.toString();
  }

  private static NotePolicy policy(String... rules) {
    return NotePolicy.parse(Bytes.ofUtf8(lines(rules))).orElseThrow();
  }

  private static String fault(String text) {
    return switch (NotePolicy.parse(Bytes.ofUtf8(text))) {
      case Parsed.Malformed<NotePolicy>(var reason) -> reason;
      case Parsed.Value<NotePolicy>(var policy) -> "none";
    };
  }

  private static Bytes note(Instant time, NoteSigner... witnesses) {
    var lines = new ArrayList<NoteSignature>();
    for (NoteSigner witness : witnesses) {
      lines.add(witness.sign(TEXT, time));
    }
    return SignedNote.sign(TEXT, LOG).with(lines).bytes();
  }

  @Test
  void readsTheSpecificationsExample() {
    NotePolicy policy =
        policy("group X 2 X1 X2", "group Y any Y1 Y2", "group X-and-Y all X Y", "quorum X-and-Y");

    assertThat(policy.logs()).containsExactly(LOG.verifier(), LOG_ML_DSA.verifier());
    assertThat(policy.witnesses()).extracting(NotePolicy.Witness::name).contains("X1", "Y2");
    assertThat(policy.witnesses().getFirst().url()).contains("https://w.example/0");
    assertThat(policy.asksForWitnesses()).isTrue();
  }

  /** Every set of the four witnesses, against what the rule means when it is read aloud. */
  @Test
  void aQuorumIsMetExactlyWhenItsGroupsAre() {
    NotePolicy policy =
        policy("group X 2 X1 X2", "group Y any Y1 Y2", "group X-and-Y all X Y", "quorum X-and-Y");
    List<String> names = List.of("X1", "X2", "Y1", "Y2");
    for (int set = 0; set < 16; set++) {
      var some = new ArrayList<String>();
      for (int i = 0; i < 4; i++) {
        if ((set >> i & 1) == 1) {
          some.add(names.get(i));
        }
      }
      boolean want =
          some.containsAll(List.of("X1", "X2")) && (some.contains("Y1") || some.contains("Y2"));

      assertThat(policy.quorum().metBy(Set.copyOf(some))).as("%s", some).isEqualTo(want);
    }
  }

  @Test
  void countsCosignaturesOfBothKindsThatHold() {
    NotePolicy policy = policy("group all4 all X1 X2 Y1 Y2", "quorum all4");
    NotePolicy.Seen all =
        policy.open(note(NOW, WITNESSES.toArray(new NoteSigner[0]))).orElseThrow();
    NotePolicy.Seen three =
        policy.open(note(NOW, WITNESSES.subList(0, 3).toArray(new NoteSigner[0]))).orElseThrow();

    assertThat(all.witnessed()).isTrue();
    assertThat(all.cosignatures()).extracting(NotePolicy.Cosignature::time).containsOnly(NOW);
    assertThat(three.witnessed()).isFalse();
    assertThat(three.cosignatures()).hasSize(3);
  }

  @Test
  void oneWitnessTwiceIsOneWitness() {
    NotePolicy policy = policy("group two 2 X1 X2 Y1 Y2", "quorum two");

    assertThat(
            policy
                .open(note(NOW, WITNESSES.getFirst(), WITNESSES.getFirst()))
                .orElseThrow()
                .witnessed())
        .isFalse();
  }

  @Test
  void refusesANoteInWhichAKnownKeyFails() {
    NotePolicy policy = policy("quorum X1");
    NoteSignature other = WITNESSES.getFirst().sign(TEXT.replace("\n1\n", "\n2\n"), NOW);
    Bytes note = SignedNote.sign(TEXT, LOG).with(List.of(other)).bytes();

    assertThat(policy.open(note)).isInstanceOf(Parsed.Malformed.class);
    assertThat(policy.open(note(Instant.EPOCH, WITNESSES.getFirst())))
        .as("time 0")
        .isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void passesOverWitnessesItDoesNotKnow() {
    NotePolicy policy = policy("quorum none");
    NoteSigner stranger =
        NoteSigner.of(NoteAlgorithm.ED25519_COSIGNATURE, "x", Bytes.ofHex("09".repeat(32)));

    assertThat(policy.open(note(NOW, stranger)).orElseThrow().cosignatures()).isEmpty();
    assertThat(policy.open(note(NOW)).orElseThrow().witnessed()).as("none is no quorum").isFalse();
  }

  @Test
  void pinsTheOperatorBehindALogsAddress() {
    String kid = "A".repeat(43);
    String text =
        "log " + LOG.verifier() + " https://ledger.example.org/#operator=" + kid + "\nquorum none";

    assertThat(NotePolicy.parse(Bytes.ofUtf8(text)).orElseThrow().operator())
        .contains(new Kid(kid));
    assertThat(fault(text.replace(kid, "short"))).startsWith("line 1: \"short\" is no thumbprint");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quorum nobody | line 9: no line before defines \"nobody\"; define",
        "group g 5 X1 X2 | line 9: \"5\" of 2 members; want any, all or 1 to 2",
        "group g 0 X1 | line 9: \"0\" of 1 members",
        "group g 01 X1 | line 9: \"01\" of 1 members",
        "group g any | line 9: want \"group NAME any|all|NUMBER MEMBER...\"",
        "group g any X1 X1 | line 9: \"X1\" is a member already; each name",
        "group X1 any X2 | line 9: the name \"X1\" stands on a line before; choose another",
        "group none any X2 | line 9: \"none\" has a meaning already; choose another name",
        "group g any none | line 9: no line before defines \"none\"",
        "quorum | line 9: want \"quorum NAME\"",
        "policy x | line 9: \"policy\" is no kind of line; want log, witness, group or quorum",
        "witness w | line 9: want \"witness NAME VKEY\"",
        "log x | line 9: a verifier key without name, key ID and key: x; want a verifier key",
      })
  void saysWhichLineIsWrongAndHowToMendIt(String line, String want) {
    assertThat(fault(lines(line))).contains(want);
  }

  @Test
  void refusesKeysInTheWrongPlaceOrTwice() {
    assertThat(fault("log " + WITNESSES.getFirst().verifier() + "\nquorum none"))
        .startsWith("line 1: the key")
        .contains("is a witness's");
    assertThat(fault("witness w " + LOG.verifier() + "\nquorum none"))
        .startsWith("line 1: the key")
        .contains("makes no cosignatures");
    assertThat(fault(lines("log " + LOG.verifier()))).contains("line 9", "remove one of them");
    var renamed =
        NoteSigner.of(NoteAlgorithm.ED25519_COSIGNATURE, "other", Bytes.ofHex("03".repeat(32)));
    assertThat(fault(lines("witness w " + renamed.verifier())))
        .as("the same key under another name")
        .contains("line 9", "remove one of them");
  }

  @Test
  void wantsExactlyOneQuorum() {
    assertThat(fault(lines())).startsWith("no quorum line; end the policy with");
    assertThat(fault(lines("quorum X1", "quorum X1"))).contains("line 10: a second quorum");
  }

  @Test
  void hasLimits() {
    assertThat(fault("#" + "x".repeat(NotePolicy.MAX_BYTES))).contains("want at most 1048576");
    var many = new StringBuilder(lines());
    for (int i = 0; i < 257; i++) {
      many.append("group g").append(i).append(" any ");
      many.append(i == 0 ? "X1" : "g" + (i - 1)).append('\n');
    }
    assertThat(fault(many.toString())).contains("more than 256 group lines; leave some out");
    assertThat(fault("quorum none\rx")).contains("line 1: a control character");
  }

  @Test
  void namesAreOctets() {
    String kelvin = "witness \u212a " + WITNESSES.getFirst().verifier() + "\nquorum K\n";

    assertThat(fault(kelvin)).startsWith("line 2: no line before defines \"K\"");
    assertThat(fault(kelvin.replace("quorum K", "quorum \u212a"))).isEqualTo("none");
  }
}
