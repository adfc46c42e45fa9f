package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms with files, as browsers write them (RFC 7578, RFC 2046 §5.1). */
class MultipartFormTest {
  private static final String TYPE = "multipart/form-data; boundary=----b";
  private static final String FILE = "Content-Disposition: form-data; name=\"files\"; filename=";

  private static Optional<MultipartForm> read(String body) {
    return MultipartForm.read(TYPE, body.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String part(String head, String content) {
    return "------b\r\n" + head + "\r\n\r\n" + content + "\r\n";
  }

  @Test
  void bytesOfAFileComeAsTheyAreAndFieldsInTheirOrder() {
    String content = "a\r\n--b\r\n\r\n------\u0000\u00ff\r\n";
    MultipartForm form =
        read(part("Content-Disposition: form-data; name=\"at\"", "1")
                + part("Content-Disposition: form-data; name=\"at\"", "")
                + part(FILE + "\"C:\\runs/%22a%22.json\"\r\nContent-Type: x/y", content)
                + part(FILE + "\"\"", "")
                + "------b--\r\n")
            .orElseThrow();
    assertThat(form.fields().all("at")).containsExactly("1", "");
    assertThat(form.files()).hasSize(1);
    assertThat(form.files().getFirst().name()).isEqualTo("\"a\".json");
    assertThat(form.files().getFirst().content().toArray())
        .isEqualTo(content.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aFormWithoutPartsIsEmpty() {
    assertThat(read("------b--").orElseThrow().files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "------b",
        "------b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
        "------b\r\nContent-Disposition: form-data; name=\"a\"\r\n------b--",
        "------b\r\nContent-Disposition: form-data\r\n\r\n1\r\n------b--",
        "------c\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n------c--",
      })
  void whatIsBrokenOrCutOffIsNoForm(String body) {
    assertThat(read(body)).isEmpty();
  }

  @Test
  void moreThan500PartsAreRefused() {
    String part = part("Content-Disposition: form-data; name=\"a\"", "1");
    assertThat(read(part.repeat(500) + "------b--")).isPresent();
    assertThat(read(part.repeat(501) + "------b--")).isEmpty();
  }

  @Test
  void anotherTypeIsNoForm() {
    assertThat(MultipartForm.read("application/json", new byte[0])).isEmpty();
    assertThat(MultipartForm.read("multipart/form-data", new byte[0])).isEmpty();
  }
}
