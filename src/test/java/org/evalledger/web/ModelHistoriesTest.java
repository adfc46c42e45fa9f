package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.evalledger.catalogue.ModelScore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelHistoriesTest {
  @Test
  void onlyRevisionsMeasuredOneWayAreJoined() {
    List<String> pictures =
        ModelHistories.drawn(
                List.of(
                    score(1, 0, "a", 1, "lab", "0.30", null),
                    score(1, 1, "a", 10, "lab", "0.60", null),
                    score(2, 0, "b", 1, "lab", "0.35", null),
                    score(3, 0, "b", 10, "lab", "0.62", null),
                    score(4, 0, "b", 1, "other", "0.11", null),
                    score(5, 0, "c", 20, "lab", "0.99", null)))
            .revisions();
    assertThat(pictures).hasSize(2);
    assertThat(pictures.getFirst()).contains("code @1 35.0\u2009% in b, +5.0 since a");
    assertThat(pictures.getLast()).contains("code @10 62.0\u2009% in b, +2.0 since a");
  }

  @Test
  void eachResultOfACorrectedEntryHasVersionsOfItsOwn() {
    List<String> pictures =
        ModelHistories.drawn(
                List.of(
                    score(1, 0, null, 1, "lab", "0.30", 4L),
                    score(1, 1, null, 10, "lab", "0.60", 4L),
                    score(4, 0, null, 10, "lab", "0.61", null),
                    score(4, 1, null, 1, "lab", "0.33", null)))
            .versions();
    assertThat(pictures).hasSize(2);
    assertThat(pictures.getFirst()).contains("code @1 33.0\u2009% in 4, +3.0 since 1");
    assertThat(pictures.getLast()).contains("code @10 61.0\u2009% in 4, +1.0 since 1");
  }

  private static ModelScore score(
      long index,
      int result,
      @Nullable String revision,
      int k,
      String submitter,
      String value,
      @Nullable Long supersededBy) {
    return new ModelScore(
        index,
        result,
        revision,
        "coding",
        "code",
        "1",
        null,
        "pass",
        null,
        k,
        null,
        value,
        null,
        null,
        "protocol",
        submitter,
        submitter.equals("lab") ? "first-party" : "third-party",
        "signed",
        null,
        "plausible",
        false,
        Instant.EPOCH,
        supersededBy,
        null,
        null);
  }
}
