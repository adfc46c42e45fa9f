package org.evalledger.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.signing.Kid;
import org.evalledger.statement.StatementType;
import org.evalledger.statement.SubmitterId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The leaf: its bytes are frozen, and nothing but them is read back. */
class EntryRecordTest {
  private static final Sha256 ONE = Sha256.ofHex("11".repeat(32));
  private static final Sha256 TWO = Sha256.ofHex("22".repeat(32));
  private static final Sha256 THREE = Sha256.ofHex("33".repeat(32));
  private static final Kid A = new Kid("A".repeat(43));
  private static final Kid B = new Kid("B".repeat(42) + "A");

  /** Written by hand from the design, §5. */
  private static final String EVALUATION =
      "{\"assessment\":{\"algorithm\":\"size-profile-1\",\"sha256\":\"sha256:"
          + "33".repeat(32)
          + "\",\"suspicion\":\"0.250000\",\"verdict\":\"plausible\"},"
          + "\"envelope\":\"sha256:"
          + "11".repeat(32)
          + "\",\"facts\":\"sha256:"
          + "22".repeat(32)
          + "\",\"kids\":[\""
          + "A".repeat(43)
          + "\",\""
          + "B".repeat(42)
          + "A\"],\"mediaType\":\"application/jose\",\"prefix\":7,"
          + "\"receivedAt\":\"2026-11-20T10:00:00.120Z\",\"relation\":\"first-party\","
          + "\"size\":4096,\"submitter\":\"example-lab\",\"type\":\"evaluation\",\"v\":1}";

  private static final String KEY =
      "{\"envelope\":\"sha256:"
          + "11".repeat(32)
          + "\",\"facts\":\"sha256:"
          + "22".repeat(32)
          + "\",\"kids\":[\""
          + "A".repeat(43)
          + "\"],\"mediaType\":\"application/jose\",\"prefix\":0,"
          + "\"receivedAt\":\"2026-11-20T10:00:00.000Z\","
          + "\"size\":0,\"submitter\":\"operator\",\"type\":\"key\",\"v\":1}";

  private static EntryRecord evaluation() {
    return new EntryRecord(
        StatementType.EVALUATION,
        ONE,
        "application/jose",
        4_096,
        TWO,
        new SubmitterId("example-lab"),
        List.of(B, A, B),
        Relation.FIRST_PARTY,
        Instant.parse("2026-11-20T10:00:00.120999Z"),
        7,
        new EntryRecord.Summary("size-profile-1", "0.250000", Verdict.PLAUSIBLE, THREE));
  }

  @Test
  void itsBytesAreCanonicalWithKidsSortedAndTheTimeInMilliseconds() {
    assertThat(evaluation().bytes().utf8()).isEqualTo(EVALUATION);
  }

  @Test
  void aTypeWithoutResultsHasNeitherRelationNorAssessment() {
    var record =
        new EntryRecord(
            StatementType.KEY,
            ONE,
            "application/jose",
            0,
            TWO,
            new SubmitterId("operator"),
            List.of(A),
            null,
            Instant.parse("2026-11-20T10:00:00Z"),
            0,
            null);
    assertThat(record.bytes().utf8()).isEqualTo(KEY);
  }

  @Test
  void isReadBackFromItsOwnBytes() {
    assertThat(EntryRecord.parse(Bytes.ofUtf8(EVALUATION))).isEqualTo(evaluation());
    String nothing = EVALUATION.replace("\"0.250000\"", "null");
    assertThat(EntryRecord.parse(Bytes.ofUtf8(nothing)).bytes().utf8()).isEqualTo(nothing);
    assertThat(EntryRecord.parse(Bytes.ofUtf8(KEY)).bytes().utf8()).isEqualTo(KEY);
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of("space behind", "}", "} "),
        Arguments.of("space inside", "\"v\":1", "\"v\": 1"),
        Arguments.of("another version", "\"v\":1", "\"v\":2"),
        Arguments.of("a version as text", "\"v\":1", "\"v\":\"1\""),
        Arguments.of("a member more", "\"v\":1", "\"v\":1,\"w\":1"),
        Arguments.of(
            "another order", "\"type\":\"evaluation\",\"v\":1", "\"v\":1,\"type\":\"evaluation\""),
        Arguments.of("a type that is none", "\"evaluation\"", "\"verdict\""),
        Arguments.of("a relation that is none", "first-party", "friend"),
        Arguments.of("no relation's value", "\"first-party\"", "null"),
        Arguments.of("a digest without its name", "\"facts\":\"sha256:", "\"facts\":\""),
        Arguments.of("a digest in capitals", "sha256:1111", "SHA256:1111"),
        Arguments.of("a short digest", "sha256:1111", "sha256:11"),
        Arguments.of("two decimals of the second", "00.120Z", "00.12Z"),
        Arguments.of("four decimals of the second", "00.120Z", "00.1200Z"),
        Arguments.of("another zone", "00.120Z", "00.120+00:00"),
        Arguments.of("a day that is none", "2026-11-20", "2026-02-30"),
        Arguments.of("a size with a fraction", "4096", "4096.0"),
        Arguments.of("a negative size", "4096", "-1"),
        Arguments.of("a negative prefix", "\"prefix\":7", "\"prefix\":-7"),
        Arguments.of("five decimals of suspicion", "0.250000", "0.25000"),
        Arguments.of("suspicion as a number", "\"0.250000\"", "0.25"),
        Arguments.of("suspicion above one", "0.250000", "2.500000"),
        Arguments.of("a verdict that is none", "plausible", "fine"),
        Arguments.of("an assessment that is none", "\"algorithm\"", "\"name\""),
        Arguments.of("no kids", "[\"A", "[],\"x\":[\"A"),
        Arguments.of("a kid that is none", "\"" + "A".repeat(43) + "\"", "\"me\""),
        Arguments.of("a kid twice", "\"" + "B".repeat(42) + "A\"", "\"" + "A".repeat(43) + "\""),
        Arguments.of("a submitter that is none", "example-lab", "example lab"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void nothingElseIsARecord(String what, String part, String other) {
    assertThat(EVALUATION).contains(part);
    Bytes bytes = Bytes.ofUtf8(EVALUATION.replace(part, other));
    assertThatThrownBy(() -> EntryRecord.parse(bytes)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyMemberIsNeeded() {
    for (String member : new String[] {"envelope", "facts", "kids", "mediaType", "prefix", "v"}) {
      Bytes bytes = Bytes.ofUtf8(EVALUATION.replace("\"" + member + "\":", "\"z\":"));
      assertThatThrownBy(() -> EntryRecord.parse(bytes))
          .as(member)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void unsortedKidsAreNoRecord() {
    String kids = "\"" + "A".repeat(43) + "\",\"" + "B".repeat(42) + "A\"";
    String swapped = "\"" + "B".repeat(42) + "A\",\"" + "A".repeat(43) + "\"";
    assertThat(EVALUATION).contains(kids);
    assertThatThrownBy(() -> EntryRecord.parse(Bytes.ofUtf8(EVALUATION.replace(kids, swapped))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNeverLargerThanAnEntryBundleHolds() {
    EntryRecord one = evaluation();
    List<Kid> kids =
        new ArrayList<>(
            IntStream.range(0, 1_500)
                .mapToObj(i -> Kid.of(Bytes.ofUtf8("key " + i).sha256()))
                .toList());
    var large =
        new EntryRecord(
            one.type(),
            one.envelope(),
            one.mediaType(),
            one.size(),
            one.facts(),
            one.submitter(),
            kids,
            one.relation(),
            one.receivedAt(),
            one.prefix(),
            one.assessment());
    assertThatThrownBy(large::bytes).hasMessageContaining("at most 65535");
  }

  @Test
  void theWorseOfTwoVerdictsFollowsTheDesignsOrder() {
    List<String> order = List.of("inconsistent", "flagged", "watch", "not-comparable", "plausible");
    for (int i = 0; i < order.size(); i++) {
      for (int j = i; j < order.size(); j++) {
        Verdict worse = Verdict.of(order.get(i)).orElseThrow();
        Verdict better = Verdict.of(order.get(j)).orElseThrow();
        assertThat(better.worse(worse)).isEqualTo(worse);
        assertThat(worse.worse(better)).isEqualTo(worse);
      }
    }
    assertThat(Verdict.of("Plausible")).isEmpty();
    assertThat(Relation.of("friend")).isEmpty();
  }
}
