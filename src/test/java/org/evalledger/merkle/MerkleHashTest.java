package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.junit.jupiter.api.Test;

class MerkleHashTest {
  @Test
  void emptyRootIsTheDigestOfNothing() {
    assertThat(MerkleHash.EMPTY_ROOT.hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void leafAndNodeAreToldApartByTheirFirstByte() {
    Sha256 left = Bytes.ofUtf8("left").sha256();
    Sha256 right = Bytes.ofUtf8("right").sha256();
    Bytes pair = Bytes.concat(left.bytes(), right.bytes());

    assertThat(MerkleHash.leaf(pair)).isEqualTo(Bytes.concat(Bytes.ofHex("00"), pair).sha256());
    assertThat(MerkleHash.node(left, right))
        .isEqualTo(Bytes.concat(Bytes.ofHex("01"), pair).sha256());
  }

  /** The eight leaves and the root that the vectors under rfc6962-merkle come from. */
  @Test
  void treeOfTheEightReferenceLeavesHasTheReferenceRoot() {
    var leaves =
        List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    var frontier = new Frontier();
    leaves.forEach(leaf -> frontier.append(MerkleHash.leaf(Bytes.ofHex(leaf))));

    assertThat(MerkleHash.leaf(Bytes.EMPTY).bytes().base64())
        .isEqualTo("bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=");
    assertThat(frontier.root().bytes().base64())
        .isEqualTo("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=");
  }
}
