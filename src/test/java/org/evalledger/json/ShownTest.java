package org.evalledger.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownTest {
  @Test
  void aScalarIsQuotedAndAnythingElseNamed() {
    assertThat(Json.of("half").shown()).isEqualTo("\"half\"");
    assertThat(new Json.JsonNumber("1.50").shown()).isEqualTo("1.50");
    assertThat(Json.of(true).shown()).isEqualTo("true");
    assertThat(Json.ofNull().shown()).isEqualTo("null");
    assertThat(Json.of(List.of()).shown()).isEqualTo("an array");
    assertThat(Json.object().build().shown()).isEqualTo("an object");
  }

  @Test
  void whatIsLongIsCutAfter64Characters() {
    assertThat(Json.of("x".repeat(64)).shown()).isEqualTo('"' + "x".repeat(64) + '"');
    assertThat(Json.of("x".repeat(65)).shown()).isEqualTo('"' + "x".repeat(64) + "…\"");
    String violin = "\uD834\uDD1E";
    assertThat(Json.of(violin.repeat(65)).shown()).isEqualTo('"' + violin.repeat(64) + "…\"");
  }

  @Test
  void whatWouldChangeTheMessageAroundItIsEscaped() {
    assertThat(Json.of("a\u0000\n\u001b[2J\u202e\u2028\"\\").shown())
        .isEqualTo("\"a\\u0000\\u000a\\u001b[2J\\u202e\\u2028\\\"\\\\\"");
  }
}
