package org.evalledger.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The length of the log, the time and the threads are all in the test's hand. */
final class RememberedTest {
  private static final long HEAVY = 1_000;

  /** How long each computation takes. */
  private static final long TOOK = 7;

  private final Hand hand = new Hand();
  private final List<String> computed = new ArrayList<>();
  private long size = 1;
  private String failing = "";

  /** What a key is worth is what it says after its colon, so much does its value weigh. */
  private Remembered<String, Long> remembered(long most) {
    return new Remembered<>(this::compute, Long::longValue, most, () -> size, hand);
  }

  private Optional<Long> compute(String key) {
    computed.add(key);
    hand.now += TOOK;
    if (key.equals(failing)) {
      throw new IllegalStateException("the database is gone");
    }
    String weight = key.substring(key.indexOf(':') + 1);
    return weight.equals("none") ? Optional.empty() : Optional.of(Long.valueOf(weight));
  }

  /** Work that waits for its time. */
  private static final class Hand implements Background {
    private record Later(Runnable work, long from) {}

    private final Deque<Later> later = new ArrayDeque<>();
    private long now = Long.MAX_VALUE - 50; // as the machine's time, it may pass its end

    @Override
    public void run(Runnable work, long nanos) {
      later.add(new Later(work, now + nanos));
    }

    @Override
    public long nanoTime() {
      return now;
    }

    /** Runs what waits, when its time has come; how long that took. */
    long runs() {
      Later next = later.remove();
      long waits = Long.max(0, next.from - now);
      now += waits;
      next.work.run();
      return waits;
    }
  }

  private static long entries(Remembered<String, Long> remembered, String key) {
    return remembered.get(key).orElseThrow().entries();
  }

  @Test
  void littleIsComputedAgainWhereItIsAsked() {
    var remembered = remembered(10_000);
    assertEquals(1, entries(remembered, "little:10"));
    assertEquals(1, entries(remembered, "little:10"));
    size = 2;
    assertEquals(2, entries(remembered, "little:10"));
    assertEquals(List.of("little:10", "little:10"), computed);
    assertEquals(0, hand.later.size());
  }

  @Test
  void whatIsHeavyIsGivenAsItStandsAndIsFreshSoonAfter() {
    var remembered = remembered(10_000);
    String heavy = "heavy:" + HEAVY;
    entries(remembered, heavy);
    size = 2;
    assertEquals(1, entries(remembered, heavy));
    assertEquals(1, entries(remembered, heavy));
    assertEquals(1, hand.later.size(), "one refreshes it, however many ask");
    assertEquals(0, hand.runs());
    assertEquals(2, entries(remembered, heavy));
    assertEquals(2, computed.size());
    assertEquals(0, hand.later.size());
  }

  @Test
  void whatWaitsIsComputedByItselfInItsTurnAfterEachPause() {
    var remembered = remembered(10_000);
    List<String> keys = List.of("a:1000", "b:1000", "c:1000");
    keys.forEach(remembered::get);
    computed.clear();
    size = 2;
    keys.forEach(remembered::get);
    assertEquals(0, hand.runs(), "the first at once");
    assertEquals(10 * TOOK, hand.runs());
    assertEquals(10 * TOOK, hand.runs());
    assertEquals(keys, computed, "though nobody asked again");
    assertEquals(0, hand.later.size(), "and nothing is done where nothing waits");
  }

  @Test
  void whatIsAskedFirstAfterARestIsComputedFirstAndDuringOneAfterIt() {
    var remembered = remembered(10_000);
    List.of("a:1000", "b:1000").forEach(remembered::get);
    computed.clear();
    size = 2;
    remembered.get("a:1000");
    hand.runs();
    remembered.get("b:1000");
    hand.now += TOOK;
    assertEquals(9 * TOOK, hand.runs(), "asked during the rest");
    hand.now += 10 * TOOK;
    size = 3;
    remembered.get("b:1000");
    remembered.get("a:1000");
    assertEquals(0, hand.runs(), "asked after it");
    assertEquals(List.of("a:1000", "b:1000", "b:1000"), computed);
  }

  @Test
  void theLeastRecentlyAskedLeaves() {
    var remembered = remembered(2_500);
    List.of("a:1000", "b:1000", "a:1000", "c:1000").forEach(remembered::get);
    computed.clear();
    List.of("a:1000", "c:1000").forEach(remembered::get);
    assertEquals(List.of(), computed);
    remembered.get("b:1000");
    assertEquals(List.of("b:1000"), computed);
  }

  @Test
  void whatLeftWhileItWaitedIsNotComputedForNobody() {
    var remembered = remembered(1_200);
    remembered.get("a:1000");
    size = 2;
    remembered.get("a:1000");
    remembered.get("b:1000");
    computed.clear();
    hand.runs();
    assertEquals(List.of(), computed);
  }

  @Test
  void aFailureLeavesWhatWasKnownAndTheNextHasItsTurn() {
    var remembered = remembered(10_000);
    List<String> keys = List.of("a:1000", "b:1000");
    keys.forEach(remembered::get);
    size = 2;
    keys.forEach(remembered::get);
    failing = "a:1000";
    hand.runs();
    assertEquals(1, entries(remembered, "a:1000"));
    hand.runs();
    assertEquals(2, entries(remembered, "b:1000"));
    failing = "";
    hand.runs();
    assertEquals(2, entries(remembered, "a:1000"));
  }

  @Test
  void whatNothingHasIsNotKept() {
    var remembered = remembered(10_000);
    for (int i = 0; i < 3; i++) {
      remembered.get("made up:0");
      remembered.get("unknown:none");
    }
    assertEquals(6, computed.size(), "each time, as nothing of it stays");
  }

  @Test
  void manyLittleOnesDriveEachOtherOut() {
    var byWeight = remembered(60_000);
    byWeight.get("first:1");
    for (int i = 0; i < 1_200; i++) {
      byWeight.get(i + ":1");
    }
    byWeight.get("first:1");
    assertEquals(1_202, computed.size(), "a key weighs too");
    computed.clear();
    var byKeys = remembered(Long.MAX_VALUE);
    byKeys.get("first:1");
    for (int i = 0; i < Remembered.MOST_KEYS; i++) {
      byKeys.get(i + ":1");
    }
    byKeys.get("first:1");
    assertEquals(Remembered.MOST_KEYS + 2, computed.size());
  }
}
