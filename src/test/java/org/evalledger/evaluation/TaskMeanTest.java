package org.evalledger.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskMeanTest {
  private static final List<TaskMean.Part> PARTS = List.of(part("0.50", 100L), part("0.20", 300L));

  @Test
  void acceptsThePlainMeanAndTheMeanByItems() {
    assertThat(TaskMean.check(new BigDecimal("0.350"), PARTS))
        .isEqualTo(new Arithmetic.Possible("the plain mean of its 2 tasks"));
    assertThat(TaskMean.check(new BigDecimal("0.275"), PARTS))
        .isEqualTo(new Arithmetic.Possible("the mean by items of its 2 tasks"));
  }

  @Test
  void refusesAnyOtherValueWhereSizesAreKnown() {
    assertThat(TaskMean.check(new BigDecimal("0.400"), PARTS))
        .isInstanceOf(Arithmetic.Impossible.class);
  }

  @Test
  void refusesOnlyWhatLiesOutsideAllTasksWhereSizesAreUnknown() {
    var unknown =
        List.of(
            new TaskMean.Part(new BigDecimal("0.50"), null),
            new TaskMean.Part(new BigDecimal("0.20"), null));
    assertThat(TaskMean.check(new BigDecimal("0.400"), unknown))
        .isInstanceOf(Arithmetic.Unchecked.class);
    assertThat(TaskMean.check(new BigDecimal("0.600"), unknown))
        .isInstanceOf(Arithmetic.Impossible.class);
  }

  @Test
  void aggregatesOfThousandsOfTasksAreNotRecomputed() {
    var aggregate = new BigDecimal("0.5");
    var parts = Collections.nCopies(1_000, part("0.5", 1_000_000_000L));
    assertThat(TaskMean.check(aggregate, parts)).isInstanceOf(Arithmetic.Possible.class);
    assertThat(TaskMean.check(aggregate, Collections.nCopies(1_001, PARTS.getFirst())))
        .isInstanceOf(Arithmetic.Unchecked.class);
  }

  private static TaskMean.Part part(String value, long items) {
    return new TaskMean.Part(new BigDecimal(value), items);
  }
}
