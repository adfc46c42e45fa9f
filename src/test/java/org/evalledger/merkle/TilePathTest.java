package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.evalledger.bytes.Parsed;
import org.evalledger.merkle.TilePath.Entries;
import org.evalledger.merkle.TilePath.HashTile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
  @ParameterizedTest
  @CsvSource({
    "tile/0/000, 0, 0, 256",
    "tile/0/000.p/1, 0, 0, 1",
    "tile/0/000.p/255, 0, 0, 255",
    "tile/1/999, 1, 999, 256",
    "tile/1/x001/000, 1, 1000, 256",
    "tile/0/x001/x234/067, 0, 1234067, 256",
    "tile/0/x001/x234/067.p/8, 0, 1234067, 8",
    "tile/63/x999/x999/x999/x999/x999/999, 63, 999999999999999999, 256",
  })
  void tileOfHashesHasOnePath(String path, int level, long index, int width) {
    var tile = new HashTile(new TileCoordinate(level, index, width));

    assertThat(tile.path()).isEqualTo(path);
    assertThat(TilePath.parse(path)).isEqualTo(new Parsed.Value<TilePath>(tile));
  }

  @ParameterizedTest
  @CsvSource({"tile/entries/273.p/112, 273, 112", "tile/entries/x001/x234/067, 1234067, 256"})
  void entryBundleHasOnePath(String path, long index, int width) {
    var bundle = new Entries(new TileCoordinate(0, index, width));

    assertThat(bundle.path()).isEqualTo(path);
    assertThat(TilePath.parse(path)).isEqualTo(new Parsed.Value<TilePath>(bundle));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/tile/0/000",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/000/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000",
        "tile/0/x000/001",
        "tile/0/x000/x001/002",
        "tile/0/001/002",
        "tile/0/x001/x002",
        "tile/0/X001/002",
        "tile/0/x01/002",
        "tile/0/x001//002",
        "tile/0/x001/x001/x001/x001/x001/x001/001",
        "tile/00/000",
        "tile/01/000",
        "tile/64/000",
        "tile/100/000",
        "tile/-1/000",
        "tile/+1/000",
        "tile/0/-01",
        "tile/0/000.p",
        "tile/0/000.p/",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/999",
        "tile/0/000.p/1000",
        "tile/0/000.p/-1",
        "tile/0/000.p/1/",
        "tile/0/000.p/1\n",
        "tile/0/000\n",
        "tile/0/000.P/1",
        "tile/0/٠٠٠",
        "tile/data/000",
        "tile/entries/0",
        "tile/entries/x000/000",
        "tile/entries/000.p/256",
        "tile/0/../0/000",
        "tile/0/%30%30%30",
        "checkpoint",
      })
  void refusesEveryOtherPath(String path) {
    assertThat(TilePath.parse(path)).isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void everyIndexIsReadAsItIsWritten() {
    for (long index = 0; index < 1_100_000; index += 997) {
      var tile = new HashTile(new TileCoordinate(2, index, 256));
      assertThat(TilePath.parse(tile.path()).orElseThrow()).isEqualTo(tile);
    }
  }

  @Test
  void entriesLieBelowLevel0Alone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Entries(new TileCoordinate(1, 0, 256)));
  }
}
