package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.junit.jupiter.api.Test;

class SettingsIdsTest {
  @Test
  void equalSettingsHaveOneIdAndOthersTheNextThatIsFree() {
    var ids = new SettingsIds();
    assertThat(ids.idFor(shots(0), "a")).isEqualTo("a");
    assertThat(ids.idFor(shots(2), "a.2")).isEqualTo("a.2");
    assertThat(ids.idFor(shots(1), "a")).isEqualTo("a.3");
    assertThat(ids.idFor(shots(0), "b")).isEqualTo("a");
    assertThat(ids.idFor(shots(3), "a")).isEqualTo("a.4");
    assertThat(ids.byId().keySet()).containsExactly("a", "a.2", "a.3", "a.4");
  }

  private static JsonObject shots(int number) {
    return Json.object().put("shots", number).build();
  }
}
