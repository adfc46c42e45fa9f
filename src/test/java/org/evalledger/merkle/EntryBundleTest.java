package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.junit.jupiter.api.Test;

class EntryBundleTest {
  private static final Bytes TWO = Bytes.ofHex("0001ff" + "0002abcd");

  @Test
  void writesBeforeEachEntryItsLengthBigEndian() {
    var bundle = new EntryBundle(List.of(Bytes.ofHex("ff"), Bytes.ofHex("abcd")));

    assertThat(bundle.bytes()).isEqualTo(TWO);
    assertThat(EntryBundle.parse(TWO, 2)).isEqualTo(new Parsed.Value<>(bundle));
  }

  @Test
  void carriesTheShortestAndTheLongestEntry() {
    var longest = Bytes.copyOf(new byte[0xffff]);
    var bundle = new EntryBundle(List.of(Bytes.EMPTY, longest, Bytes.copyOf(new byte[0x100])));

    assertThat(bundle.bytes().slice(0, 4).hex()).isEqualTo("0000ffff");
    assertThat(EntryBundle.parse(bundle.bytes(), 3)).isEqualTo(new Parsed.Value<>(bundle));
  }

  @Test
  void refusesAnEntryThatIsTooLong() {
    var tooLong = List.of(Bytes.copyOf(new byte[0x10000]));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EntryBundle(tooLong))
        .withMessage("an entry of 65536 bytes, want at most 65535");
  }

  @Test
  void refusesNoEntriesAndMoreThanATileHas() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EntryBundle(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EntryBundle(Collections.nCopies(257, Bytes.EMPTY)));
  }

  @Test
  void refusesBytesThatAreNotExactlySoManyEntries() {
    for (int length = 0; length < TWO.length(); length++) {
      assertThat(EntryBundle.parse(TWO.slice(0, length), 2)).isInstanceOf(Parsed.Malformed.class);
    }
    assertThat(EntryBundle.parse(Bytes.concat(TWO, Bytes.ofHex("00")), 2))
        .isEqualTo(new Parsed.Malformed<>("the bundle ends inside a length, at byte 7"));
    assertThat(EntryBundle.parse(TWO, 1))
        .isEqualTo(new Parsed.Malformed<>("a bundle of 2 entries, want 1"));
    assertThat(EntryBundle.parse(TWO, 3))
        .isEqualTo(new Parsed.Malformed<>("a bundle of 2 entries, want 3"));
  }
}
