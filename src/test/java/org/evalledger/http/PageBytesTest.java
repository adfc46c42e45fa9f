package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.LongStream;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page of a list ends before it is more than anybody can hold, whatever its limit. */
class PageBytesTest {
  private static final int MIB = 1024 * 1024;

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;
  private static final List<Bytes> ENVELOPES = new ArrayList<>();

  @BeforeAll
  static void open() {
    var properties = new HashMap<String, Object>(DATABASE.properties());
    properties.put("evalledger.client.address.header", "X-Forwarded-For");
    service = RunningService.open(properties);
    Person lab = service.join("lab", List.of("lab"), List.of());
    int[] sizes = {2 * MIB, 2 * MIB, 2 * MIB, 7 * MIB, 7 * MIB, 0, 0};
    for (int i = 0; i < sizes.length; i++) {
      Json statement = lab.evaluation("lab/m" + i, "quiz", "0.5").build();
      Bytes envelope = padded(lab.signWith(statement), sizes[i]);
      service.accept(envelope);
      ENVELOPES.add(envelope);
    }
  }

  @AfterAll
  static void close() {
    service.close();
  }

  /** The same envelope with spaces where JSON takes any number of them. */
  private static Bytes padded(Bytes json, int spaces) {
    return Bytes.ofUtf8("{" + " ".repeat(spaces) + json.utf8().substring(1));
  }

  private static List<List<Json>> pages(String list) {
    var pages = new ArrayList<List<Json>>();
    String after = "";
    do {
      String text = service.get(list + after).body();
      JsonObject page = RunningService.object(text);
      pages.add(((JsonArray) at(page, "items")).items());
      // A page has eight MiB; one entry alone, and what goes around it, may have more.
      assertThat(text.length())
          .isLessThan(pages.getLast().size() == 1 ? 11 * MIB : 8 * MIB + 100_000);
      after = at(page, "next") instanceof JsonNull ? "" : "&after=" + text(page, "next");
    } while (!after.isEmpty());
    return pages;
  }

  @Test
  void everyEntryComesOnceAndWholeWhateverItsSize() {
    for (String list :
        List.of("/v1/entries?full=true&limit=1000", "/v1/entries?full=true&type=evaluation")) {
      List<Json> all = pages(list).stream().flatMap(List::stream).toList();
      List<Json> evaluations = all.subList(all.size() - ENVELOPES.size(), all.size());
      for (int i = 0; i < ENVELOPES.size(); i++) {
        assertThat(at(evaluations.get(i), "envelope"))
            .isEqualTo(new JsonString(ENVELOPES.get(i).base64()));
      }
      long first = Long.parseLong(text(all.getFirst(), "index"));
      assertThat(all)
          .extracting(item -> Long.parseLong(text(item, "index")))
          .containsExactlyElementsOf(LongStream.range(first, first + all.size()).boxed().toList());
    }
  }

  @Test
  void aPageEndsByBytesAndHasOneEntryAtLeast() {
    assertThat(pages("/v1/entries?full=true&type=evaluation").stream().map(List::size))
        .containsExactly(2, 1, 1, 1, 2);
  }

  @Test
  void envelopesThatAreNotServedDoNotCount() {
    assertThat(pages("/v1/entries?type=evaluation")).hasSize(1);
  }

  @Test
  void aPageOfKeyRequestsHasNoMoreThanCanBeHeld() {
    for (int i = 0; i <= KeyRequestEndpoint.PAGE; i++) {
      Person person = Person.called("person" + i);
      assertThat(ask(person, "2001:db8:" + Integer.toHexString(i) + "::1")).isEqualTo(202);
    }
    assertThat(pages("/v1/key-requests?limit=1000").stream().map(List::size))
        .containsExactly(KeyRequestEndpoint.PAGE, 1);
  }

  /** Asks by way of a proxy, since of one client only a few requests wait. */
  private static int ask(Person person, String client) {
    return service
        .send(
            HttpRequest.newBuilder(service.uri("/v1/key-requests"))
                .header("Content-Type", SubmissionEndpoint.JOSE_JSON)
                .header("X-Forwarded-For", client)
                .POST(
                    HttpRequest.BodyPublishers.ofByteArray(
                        person.signWith(person.registration()).toArray()))
                .build())
        .statusCode();
  }
}
