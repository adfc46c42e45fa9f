package org.evalledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.evalledger.TestLedger;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.entry.Bundle;
import org.evalledger.entry.Receipt;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.record.EntryRecord;
import org.evalledger.signing.Jws;
import org.evalledger.signing.PublicKey;
import org.evalledger.signing.Typ;
import org.junit.jupiter.api.Test;

class ReceiptCheckTest {
  private static final TestLedger LOG = TestLedger.story();
  private static final Bundle BUNDLE = LOG.bundle(12);
  private static final Bytes RECORD = BUNDLE.entry().record();

  private static final Receipt RECEIPT =
      new Receipt(
          TestLedger.ORIGIN,
          BUNDLE.entry().index(),
          MerkleHash.leaf(RECORD),
          EntryRecord.parse(RECORD));

  @Test
  void takesAReceiptByTheKeyThatTheServiceRegistered() {
    PublicKey service = ReceiptCheck.registeredKey(LOG.bundle(1)).orElseThrow();

    Receipt receipt = ReceiptCheck.check(RECEIPT.sign(TestLedger.SERVICE), service).orElseThrow();

    assertThat(receipt).isEqualTo(RECEIPT);
    assertThat(ReceiptCheck.isFor(receipt, BUNDLE)).isTrue();
    assertThat(ReceiptCheck.isFor(receipt, LOG.bundle(13))).isFalse();
  }

  @Test
  void findsNoKeyInAnEntryThatRegistersNone() {
    assertThat(ReceiptCheck.registeredKey(BUNDLE)).isEmpty();
  }

  @Test
  void refusesAChangeOfAnyByte() {
    Bytes jws = RECEIPT.sign(TestLedger.SERVICE);
    for (int i = 0; i < jws.length(); i++) {
      assertThat(ReceiptCheck.check(Forged.flipped(jws, i), TestLedger.SERVICE.publicKey()))
          .as("byte %d", i)
          .isInstanceOf(Parsed.Malformed.class);
    }
  }

  @Test
  void refusesAnotherKey() {
    Bytes jws = RECEIPT.sign(TestLedger.STRANGER);

    assertThat(ReceiptCheck.check(jws, TestLedger.SERVICE.publicKey()))
        .isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void refusesAStatementInPlaceOfAReceipt() {
    Bytes jws = Jws.compact(Typ.STATEMENT, RECEIPT.payload(), TestLedger.SERVICE);

    assertThat(ReceiptCheck.check(jws, TestLedger.SERVICE.publicKey()))
        .isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void refusesALeafHashThatIsNotTheRecords() {
    var other = new Receipt(TestLedger.ORIGIN, RECEIPT.index(), RECORD.sha256(), RECEIPT.record());

    assertThat(ReceiptCheck.check(other.sign(TestLedger.SERVICE), TestLedger.SERVICE.publicKey()))
        .isEqualTo(new Parsed.Malformed<>("the receipt's leaf hash is not that of its record"));
  }
}
