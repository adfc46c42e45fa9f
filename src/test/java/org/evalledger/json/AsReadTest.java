package org.evalledger.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.evalledger.bytes.Bytes;
import org.junit.jupiter.api.Test;

/** What is signed must say its numbers as they were written: facts keep their text. */
class AsReadTest {
  @Test
  void numbersAndOrderStayAsTheyWere() {
    String text =
        "{\"b\":[0.0,1e-05,0.2600,-0,100000000000000000000000],\"a\":{\"\u20ac\":\"\\n\"}}";
    Json json = ((JsonReader.Value) JsonReader.read(Bytes.ofUtf8(text))).json();
    assertThat(json.asRead().utf8()).isEqualTo(text);
    assertThat(json.canonical().utf8())
        .isEqualTo("{\"a\":{\"\u20ac\":\"\\n\"},\"b\":[0,0.00001,0.26,0,1e+23]}");
  }
}
