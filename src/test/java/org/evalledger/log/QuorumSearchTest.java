package org.evalledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NotePolicy.Group;
import org.evalledger.signing.NotePolicy.One;
import org.evalledger.signing.NotePolicy.Quorum;
import org.evalledger.signing.NotePolicy.Witness;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.NoteVerifier;
import org.junit.jupiter.api.Test;

/** Which checkpoint is the newest that enough witnesses cosigned, whatever each of them did. */
class QuorumSearchTest {
  private static final List<Witness> WITNESSES = List.of(witness("a"), witness("b"), witness("c"));

  private final Map<NoteVerifier, TreeSet<Long>> cosigned = new HashMap<>();
  private int reads;

  private static Witness witness(String name) {
    var key =
        NoteSigner.generate(
            NoteAlgorithm.ED25519_COSIGNATURE, name + ".example", new SecureRandom());
    return new Witness(name, key.verifier(), Optional.empty());
  }

  private void cosigned(int witness, LongStream sizes) {
    var all = cosigned.computeIfAbsent(WITNESSES.get(witness).key(), key -> new TreeSet<>());
    sizes.forEach(all::add);
  }

  private static Quorum of(int threshold) {
    return new Group("some", threshold, List.of(new One("a"), new One("b"), new One("c")));
  }

  private OptionalLong newest(Quorum quorum) throws SQLException {
    var policy = new NotePolicy(List.of(), WITNESSES, quorum, Optional.empty());
    return new QuorumSearch(policy, this::sizes).newest();
  }

  private List<Long> sizes(NoteVerifier key, long highest, int limit) {
    reads++;
    return cosigned
        .getOrDefault(key, new TreeSet<>())
        .headSet(highest, true)
        .descendingSet()
        .stream()
        .limit(limit)
        .toList();
  }

  @Test
  void aBusyWitnessDoesNotPushTheQuorumOut() throws SQLException {
    cosigned(0, LongStream.rangeClosed(1, 100_000));
    cosigned(1, LongStream.of(3, 7));
    cosigned(2, LongStream.of(7));

    assertThat(newest(of(3))).hasValue(7);
    assertThat(reads).as("reads").isLessThan(10);
  }

  @Test
  void whatOneWitnessAloneSawFarAheadIsJumpedOver() throws SQLException {
    cosigned(0, LongStream.rangeClosed(1, 50_000));
    cosigned(1, LongStream.of(9, 60_000));
    cosigned(2, LongStream.of(9));
    var bothOfTwo = new Group("both", 2, List.of(new One("a"), new One("b")));

    assertThat(newest(bothOfTwo)).hasValue(9);
    assertThat(reads).as("reads").isLessThan(20);
  }

  @Test
  void witnessesThatNeverSawTheSameAreNoQuorum() throws SQLException {
    cosigned(0, LongStream.rangeClosed(1, 3_000).map(i -> 2 * i));
    cosigned(1, LongStream.rangeClosed(1, 3_000).map(i -> 2 * i + 1));

    assertThat(newest(of(2))).isEmpty();
    assertThat(newest(of(3))).isEmpty();
    assertThat(newest(of(1))).hasValue(6_001);
  }

  /** Against the definition: of all sizes, the largest whose cosigners are a quorum. */
  @Test
  void findsWhatLookingAtEveryRowFinds() throws SQLException {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      cosigned.clear();
      for (int witness = 0; witness < 3; witness++) {
        int many = random.nextInt(1_200);
        int spread = 1 + random.nextInt(4_000);
        cosigned(witness, random.longs(many, 1, 1 + spread));
      }
      for (int threshold = 1; threshold <= 3; threshold++) {
        assertThat(newest(of(threshold)))
            .as("seed %d, round %d, %d of 3", seed, round, threshold)
            .isEqualTo(slowly(of(threshold)));
      }
    }
  }

  private OptionalLong slowly(Quorum quorum) {
    var all = new TreeSet<Long>();
    cosigned.values().forEach(all::addAll);
    for (long size : all.descendingSet()) {
      Set<String> names = new HashSet<>();
      for (Witness witness : WITNESSES) {
        if (cosigned.getOrDefault(witness.key(), new TreeSet<>()).contains(size)) {
          names.add(witness.name());
        }
      }
      if (quorum.metBy(names)) {
        return OptionalLong.of(size);
      }
    }
    return OptionalLong.empty();
  }
}
