package org.evalledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.evalledger.TestLedger;
import org.evalledger.ledger.Ledger;
import org.evalledger.record.EntryRecord;
import org.evalledger.statement.EntryIndex;
import org.junit.jupiter.api.Test;

class RegistrationChainTest {
  private static final TestLedger STORY = TestLedger.story();

  private static EntryRecord record(EntryIndex index) {
    return EntryRecord.parse(STORY.entries().get((int) index.value()).record());
  }

  private static List<Long> chain(Ledger ledger, long at) {
    var index = new EntryIndex(at);
    return RegistrationChain.of(ledger, index, record(index), RegistrationChainTest::record)
        .stream()
        .map(EntryIndex::value)
        .toList();
  }

  @Test
  void leadsFromTheSignersOverThoseWhoVouchedToEntryZero() {
    assertThat(chain(STORY.ledger(), 0)).as("the operator itself").isEmpty();
    assertThat(chain(STORY.ledger(), 2)).as("registered by the operator").containsExactly(0L);
    assertThat(chain(STORY.ledger(), 6)).as("signed by the lab").containsExactly(0L, 2L);
    assertThat(chain(STORY.ledger(), 10)).as("a rotation").containsExactly(0L, 2L);
    assertThat(chain(STORY.ledger(), 12)).as("by the new key").containsExactly(0L, 2L, 10L);
    assertThat(chain(STORY.ledger(), 15)).as("by two").containsExactly(0L, 2L, 3L, 10L);
  }

  @Test
  void refusesALedgerThatDoesNotKnowTheSigners() {
    Ledger empty = Ledger.empty(TestLedger.ORIGIN, TestLedger.OPERATOR.kid());

    assertThatThrownBy(() -> chain(empty, 6)).isInstanceOf(IllegalArgumentException.class);
  }
}
