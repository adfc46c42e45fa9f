package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Foreign names and addresses in links. */
class AddressesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "..", ".", "?x=1", "#x", "<b>", "%2e", "a+b", "ü", "a;b"})
  void anyNameIsOnePartOfAPath(String name) {
    String path = "/benchmarks/" + Addresses.segment(name);
    URI address = URI.create("http://localhost").resolve(path).normalize();
    assertThat(address.getPath())
        .isIn("/benchmarks/" + name, "/benchmarks/%2E", "/benchmarks/%2E%2E");
    assertThat(address.getRawPath()).startsWith("/benchmarks/").hasSizeGreaterThan(12);
    assertThat(address.getRawQuery()).isNull();
    assertThat(address.getRawFragment()).isNull();
  }

  @Test
  void aModelHasTwoParts() {
    assertThat(Addresses.model("mistralai/Mistral-7B-v0.1"))
        .isEqualTo("/models/mistralai/Mistral-7B-v0.1");
    assertThat(Addresses.model("a/b/c")).isEqualTo("/models/a/b%2Fc");
  }

  @Test
  void onlyTheWebIsLinkedTo() {
    assertThat(Addresses.foreign("https://example.org/x?y=1"))
        .isEqualTo("https://example.org/x?y=1");
    assertThat(Addresses.foreign("http://example.org")).isEqualTo("http://example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,<script>",
        "//example.org",
        "/path",
        "ftp://example.org",
        " https://example.org",
        "java\nscript:alert(1)",
        "https:",
        "vbscript:x",
        ""
      })
  void nothingElseIs(String url) {
    assertThat(Addresses.foreign(url)).isEmpty();
  }
}
