package org.evalledger.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.statement.Knowable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFileTest {
  private static final String FILE =
      """
      {"submitter": "collector", "key": "collector.jwk", "sources": [
        {"id": "a", "kind": "git", "address": "https://git.example.org/team/results.git",
         "ref": "main", "folder": "data", "claimedBy": "team", "every": "PT6H"},
        {"id": "b", "kind": "hub", "endpoint": "https://hub.example.org",
         "repositories": "datasets", "name": "team/results"},
        {"id": "c", "kind": "folder", "path": "/srv/runs", "published": "https://example.org/runs"}
      ]}
      """;

  private static Parsed<SourceFile> read(String text) {
    return SourceFile.read(Bytes.ofUtf8(text));
  }

  @Test
  void readsEachKindWithItsDefaults() {
    SourceFile file = read(FILE).orElseThrow();
    assertThat(file.submitter().value()).isEqualTo("collector");
    assertThat(file.key()).isEqualTo(Path.of("collector.jwk"));
    Source git = file.sources().get(0);
    assertThat(git.place())
        .isEqualTo(
            new Place.GitRepository("https://git.example.org/team/results.git", "main", "data"));
    assertThat(git.published()).hasToString("https://git.example.org/team/results/blob/main");
    assertThat(git.claimedBy()).isEqualTo(new Knowable.Known<>("team"));
    assertThat(git.every()).isEqualTo(Duration.ofHours(6));
    Source hub = file.sources().get(1);
    assertThat(hub.published())
        .hasToString("https://hub.example.org/datasets/team/results/resolve/main/");
    assertThat(hub.every()).isEqualTo(Duration.ofDays(1));
    assertThat(file.sources().get(2).place()).isEqualTo(new Place.Folder(Path.of("/srv/runs")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://git. | https://team:secret@git. | /sources/0/address: want an address without"
            + " user",
        "https://hub. | https://team@hub. | /sources/1/endpoint: want a public address",
        "https://example.org | https://me:you@example.org | /sources/2/published: want a public",
        "\"kind\": \"git\" | \"kind\": \"ftp\" | /sources/0/kind: want one of",
        "\"ref\": \"main\", | | /sources/0/ref: want a text",
        "\"every\": \"PT6H\" | \"every\": \"PT6S\" | /sources/0/every: want a time",
        "\"every\": \"PT6H\" | \"every\": \"6 h\" | /sources/0/every: want a time",
        "\"every\": \"PT6H\" | \"often\": \"PT6H\" | /sources/0/often: no such member",
        "\"claimedBy\": \"team\" | \"claimedBy\": \"a team\" | /sources/0/claimedBy: want an id",
        "\"id\": \"b\" | \"id\": \"a\" | /sources/1/id: \"a\" stands twice",
        "\"datasets\" | \"files\" | /sources/1/repositories: want one of",
        "https://hub.example.org | hub.example.org | /sources/1/endpoint: want a public address",
        "https://example.org/runs | file:///srv | /sources/2/published: want a public address",
        "\"submitter\": \"collector\", | | /submitter: want a text",
      })
  void saysWhatIsWrongAndWhere(String written, String other, String sentence) {
    assertThat(FILE).contains(written);
    Parsed<SourceFile> read = read(FILE.replace(written, other == null ? "" : other));
    assertThat(read).isInstanceOf(Parsed.Malformed.class);
    assertThat(((Parsed.Malformed<SourceFile>) read).reason()).contains(sentence);
  }

  @Test
  void takesOneThousandSourcesAtMost() {
    String rest = "\",\"kind\":\"folder\",\"path\":\"x\",\"published\":\"https://e.org/\"}";
    var items = new StringBuilder();
    for (int i = 0; i <= 1_000; i++) {
      items.append(i == 0 ? "" : ",").append("{\"id\":\"").append(i).append(rest);
    }
    String file = "{\"submitter\":\"c\",\"key\":\"k\",\"sources\":[" + items + "]}";
    assertThat(((Parsed.Malformed<SourceFile>) read(file)).reason()).contains("at most 1000");
  }
}
