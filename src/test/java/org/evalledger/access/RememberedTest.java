package org.evalledger.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An answer that is kept, when it is asked for again, and who waits for whom. */
class RememberedTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicBoolean away = new AtomicBoolean();
  private final Remembered<Integer> remembered =
      new Remembered<>(now::get, Duration.ofMinutes(15), this::ask);

  private int ask() throws IOException {
    int number = asked.incrementAndGet();
    if (away.get()) {
      throw new IOException("away");
    }
    return number;
  }

  private void pass(long seconds) {
    now.updateAndGet(before -> before.plusSeconds(seconds));
  }

  private void assertGone() {
    assertThatThrownBy(remembered::answer).isInstanceOf(ProviderGoneException.class);
  }

  @Test
  void anAnswerIsKeptForItsTimeAndNotLonger() {
    assertThat(remembered.answer()).isEqualTo(1);
    pass(899);
    assertThat(remembered.answer()).isEqualTo(1);
    pass(1);
    assertThat(remembered.answer()).isEqualTo(2);
    away.set(true);
    pass(900);
    assertGone();
    assertThat(remembered.last()).isEqualTo(2);
  }

  @Test
  void afterAFailureNobodyIsAskedForTenSeconds() {
    away.set(true);
    assertGone();
    away.set(false);
    pass(9);
    assertGone();
    assertThat(asked).hasValue(1);
    pass(1);
    assertThat(remembered.answer()).isEqualTo(2);
  }

  @Test
  void aNewerOneIsAskedForTwiceInThirtySeconds() {
    int first = remembered.answer();
    int second = remembered.newer(first);
    assertThat(second).isEqualTo(2);
    // Somebody else had it asked already.
    assertThat(remembered.newer(first)).isEqualTo(2);
    assertThat(remembered.newer(second)).isEqualTo(3);
    assertThat(remembered.newer(3)).isEqualTo(3);
    pass(30);
    assertThat(remembered.newer(3)).isEqualTo(4);
  }

  @Test
  void whoWantsANewerOneIsToldWhenItCannotBeHad() {
    int first = remembered.answer();
    away.set(true);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> remembered.newer(first)).isInstanceOf(ProviderGoneException.class);
    }
    assertThat(asked).hasValue(2);
    assertThat(remembered.answer()).isEqualTo(1);
  }

  @Test
  void othersGoOnWithTheAnswerBeforeWhileOneAsks() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var slow =
        new Remembered<Integer>(
            now::get,
            Duration.ofMinutes(15),
            () -> {
              int number = asked.incrementAndGet();
              if (number == 2) {
                begun.countDown();
                await(goOn);
              }
              return number;
            });
    assertThat(slow.answer()).isEqualTo(1);
    pass(900);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking = CompletableFuture.supplyAsync(slow::answer, threads);
      begun.await();
      assertThat(slow.answer()).isEqualTo(1);
      var waiting = CompletableFuture.supplyAsync(() -> slow.newer(1), threads);
      goOn.countDown();
      assertThat(asking.join()).isEqualTo(2);
      assertThat(waiting.join()).isEqualTo(2);
      assertThat(asked).hasValue(2);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
