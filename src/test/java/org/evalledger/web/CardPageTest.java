package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.evalledger.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that stand for pages where somebody links to them. */
class CardPageTest {
  private static final Pattern META =
      Pattern.compile(
          "<meta (?:property|name)=\"((?:og|twitter):[a-z:_]+)\" content=\"([^\"]*)\">");
  private static final String HOSTILE =
      "<svg onload=x()>&amp;]]>'\u0001\uffff\u202e\u6a21\u578b<!--";
  private static final String PART = "WWWW-very-long-WWWW-very-long-WWWW-very-long-";
  private static final String LONG = PART + PART + PART + PART + "7B";

  @RegisterExtension static final BoardSite SITE = new BoardSite();

  @ParameterizedTest
  @CsvSource({
    "card-home, /",
    "card-model, /models/01-ai/Yi-34B",
    "card-benchmark, /benchmarks/mmlu_pro",
    "card-entry, /entries/30",
    "card-entry-of-a-key, /entries/0",
    "card-benchmark-without-results, /benchmarks/quiz",
  })
  void aPageNamesAPictureOfItself(String name, String path) throws Exception {
    Map<String, String> said = meta(path);
    assertThat(said).containsKeys("og:title", "og:description", "og:image:alt");
    assertThat(said).containsEntry("twitter:card", "summary_large_image");
    assertThat(said).containsEntry("og:url", SITE.service().uri(path).toString());
    BufferedImage card = drawn(name, said);
    assertThat(said).containsEntry("og:image:width", "" + card.getWidth());
    assertThat(said).containsEntry("og:image:height", "" + card.getHeight());
    assertThat(inked(card, 0, 110)).as("the name").isGreaterThan(1_000);
    assertThat(inked(card, 200, 560)).as("what it shows").isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {HOSTILE, LONG})
  void aNameIsDrawnAndNeverRead(String name) throws IOException {
    var content =
        new CardDrawing.Content(
            "lab/", name, name, name, name, new CardDrawing.Words(), "as of 7 entries of the log");
    Bytes png = new Cards().png("/", 7, () -> content).orElseThrow();
    String file = name.equals(LONG) ? "card-long.png" : "card-hostile.png";
    Files.write(Path.of("target", "screenshots", file), png.toArray());
    BufferedImage card = ImageIO.read(new ByteArrayInputStream(png.toArray()));
    assertThat(inked(card, 0, 110)).as("the name").isGreaterThan(1_000);
    // Nothing runs over the edge: the margin stays as white as it was.
    for (int y = 0; y < card.getHeight(); y++) {
      for (int x = card.getWidth() - 30; x < card.getWidth(); x++) {
        assertThat(card.getRGB(x, y) & 0xffffff).isEqualTo(0xffffff);
      }
    }
  }

  @Test
  void manyWhoAskAtOnceGetTheSamePicture() throws Exception {
    var asked = new ArrayList<Future<byte[]>>();
    try (var people = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 32; i++) {
        asked.add(
            people.submit(() -> get(SITE.service().uri("/benchmarks/mmlu_pro/card.png")).body()));
      }
    }
    byte[] first = asked.getFirst().get();
    for (Future<byte[]> one : asked) {
      assertThat(one.get()).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/models/no/body/card.png",
        "/benchmarks/nothing/card.png",
        "/entries/900000/card.png",
        "/entries/-1/card.png",
        "/models/a%00b/c/card.png",
      })
  void whatHasNoPageHasNoPicture(String path) throws Exception {
    assertThat(get(SITE.service().uri(path)).statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsFlaggedIsSoInColourAndShapeAndDrawnOnce() throws IOException {
    var made = new ArrayList<Integer>();
    var cards = new Cards();
    Bytes png = Bytes.ofUtf8("");
    for (int i = 0; i < 3; i++) {
      png =
          cards
              .png(
                  "/same",
                  7,
                  () -> {
                    made.add(1);
                    return flagged();
                  })
              .orElseThrow();
    }
    assertThat(made).as("drawn once for a length of the log").hasSize(1);
    Files.write(Path.of("target", "screenshots", "card-flagged.png"), png.toArray());
    BufferedImage card = ImageIO.read(new ByteArrayInputStream(png.toArray()));
    assertThat(coloured(card, 0xb23a00)).as("value, interval and triangle").isGreaterThan(200);
    assertThat(coloured(card, 0x0a5aa8)).as("the other row's dot").isGreaterThan(50);
    assertThat(coloured(card, 0xdde5ec)).as("the band").isGreaterThan(500);
  }

  @Test
  void aGrowingLogDoesNotHaveAPictureDrawnEachTime() {
    var now = new AtomicLong(Long.MAX_VALUE);
    var made = new ArrayList<Long>();
    var cards = new Cards(now::get);
    for (long[] asked :
        new long[][] {{7, 0}, {8, 599}, {7, 2}, {8, 0}, {9, 0}, {9, 599}, {9, 2}, {10, 0}}) {
      now.addAndGet(asked[1] * 1_000_000_000);
      Bytes png =
          cards
              .png(
                  "/grows",
                  asked[0],
                  () -> {
                    made.add(asked[0]);
                    return flagged();
                  })
              .orElseThrow();
      assertThat(png.length()).isPositive();
    }
    assertThat(made).containsExactly(7L, 8L, 9L);
  }

  @Test
  void whatHasNoPageTakesNoTurn() throws Exception {
    Cards cards = SITE.service().bean(Cards.class);
    cards.places().acquire(Cards.AT_ONCE);
    try {
      assertThat(get(SITE.service().uri("/models/no/body/card.png")).statusCode()).isEqualTo(404);
    } finally {
      cards.places().release(Cards.AT_ONCE);
    }
  }

  private static CardDrawing.Content flagged() {
    var band = new Band(20, 30, 40, 50, 60, 80, 100);
    ValueAxis axis = ValueAxis.percent(100);
    return new CardDrawing.Content(
        "example-lab/",
        "overfit-7b",
        "7.24\u2009B parameters",
        "Test it before you rely on it.",
        "",
        new CardDrawing.Rows(
            RangePlot.head(axis).html(),
            List.of(row(axis, band, 78.6, true), row(axis, band, 41.2, false))),
        "as of 7 entries of the log");
  }

  private static ModelView.Row row(ValueAxis axis, Band band, double value, boolean isFlagged) {
    var reported = new RangePlot.Reported(value, 2.5, isFlagged, false, List.of());
    return new ModelView.Row(
        "quiz",
        "",
        "acc, 5-shot",
        axis.print(value),
        "",
        "",
        new RangePlot(axis, band, 25.0, reported).svg().html(),
        "",
        "",
        "",
        isFlagged,
        "",
        "",
        "",
        "",
        "");
  }

  private static int coloured(BufferedImage card, int colour) {
    int found = 0;
    for (int y = 0; y < card.getHeight(); y++) {
      for (int x = 0; x < card.getWidth(); x++) {
        found += (card.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
      }
    }
    return found;
  }

  private static Map<String, String> meta(String path) throws Exception {
    var said = new HashMap<String, String>();
    Matcher meta =
        META.matcher(new String(get(SITE.service().uri(path)).body(), StandardCharsets.UTF_8));
    while (meta.find()) {
      said.put(meta.group(1), meta.group(2));
    }
    return said;
  }

  private static BufferedImage drawn(String name, Map<String, String> said) throws Exception {
    HttpResponse<byte[]> answer = get(URI.create(said.getOrDefault("og:image", "")));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(answer.body().length).isLessThan(300_000);
    Path kept = Path.of("target", "screenshots", name + ".png");
    Files.createDirectories(kept.getParent());
    Files.write(kept, answer.body());
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }

  /** Pixels that are not paper. */
  private static int inked(BufferedImage card, int from, int to) {
    int inked = 0;
    for (int y = from; y < to; y++) {
      for (int x = 0; x < card.getWidth(); x++) {
        inked += (card.getRGB(x, y) & 0xffffff) == 0xffffff ? 0 : 1;
      }
    }
    return inked;
  }

  private static HttpResponse<byte[]> get(URI address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Accept", "text/html,image/png").build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
  }
}
