package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  /** The example of C2SP tlog-checkpoint. */
  private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

  private static final String TEXT = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";
  private static final Sha256 ROOT_HASH = new Sha256(Bytes.ofBase64(ROOT));

  @Test
  void readsAndWritesTheExampleOfTheSpecification() {
    var checkpoint =
        new Checkpoint("example.com/behind-the-sofa", new TreeSize(20_852_163), ROOT_HASH);

    assertThat(Checkpoint.parse(TEXT)).isEqualTo(new Parsed.Value<>(checkpoint));
    assertThat(checkpoint.text()).isEqualTo(TEXT);
  }

  @Test
  void keepsExtensionLines() {
    var text = TEXT + "first extension\nsecond\n";
    var checkpoint = Checkpoint.parse(text).orElseThrow();

    assertThat(checkpoint.extensions()).containsExactly("first extension", "second");
    assertThat(checkpoint.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "9223372036854775807"})
  void readsSizesFromNothingToTheLargest(String size) {
    var text = "log\n" + size + "\n" + ROOT + "\n";

    assertThat(Checkpoint.parse(text).orElseThrow().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "01",
        "-1",
        "+1",
        " 1",
        "1 ",
        "1.0",
        "1e3",
        "0x1",
        "١",
        "9223372036854775808",
        "18446744073709551615",
        "99999999999999999999",
        "1\r"
      })
  void refusesEveryOtherSize(String size) {
    assertThat(Checkpoint.parse("log\n" + size + "\n" + ROOT + "\n"))
        .isInstanceOf(Parsed.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I",
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=",
        "CsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=",
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==",
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2JB",
        " CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
        "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62"
      })
  void refusesEveryOtherRoot(String root) {
    assertThat(Checkpoint.parse("log\n1\n" + root + "\n")).isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void refusesMissingAndEmptyLines() {
    assertThat(Checkpoint.parse("log\n1\n"))
        .isEqualTo(new Parsed.Malformed<>("a checkpoint of 2 lines, want at least 3"));
    assertThat(Checkpoint.parse("log\n1\n" + ROOT))
        .isEqualTo(new Parsed.Malformed<>("a checkpoint without a line feed at its end"));
    for (String text :
        List.of("", "\n", "\n1\n" + ROOT + "\n", TEXT + "\n", TEXT + "\nx\n", "\n" + TEXT)) {
      assertThat(Checkpoint.parse(text)).as(text).isInstanceOf(Parsed.Malformed.class);
    }
  }

  @Test
  void cannotBeMadeOfLinesThatAreNone() {
    for (String line : List.of("", "two\nlines", "carriage\rreturn", "tab\t")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Checkpoint(line, TreeSize.EMPTY, ROOT_HASH));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Checkpoint("log", TreeSize.EMPTY, ROOT_HASH, List.of(line)));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new TreeSize(-1));
  }
}
