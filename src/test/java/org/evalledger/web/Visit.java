package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Somebody looks at a page: what the browser complains of and asks for is kept. */
public final class Visit implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** Only violations are worked out and sent: all else is most of what axe would say. */
  private static final String BARRIERS =
      """
      rules => axe.run({
        resultTypes: ["violations"],
        ...(rules.length > 0 && {runOnly: {type: "rule", values: rules}}),
      }).then(found => found.violations
        .filter(rule => ["serious", "critical"].includes(rule.impact))
        .map(rule => rule.id + ": "
          + rule.nodes.map(node => node.html + " " + node.failureSummary).join("; ")))
      """;

  /** How it is looked at. */
  public enum Look {
    /** A window of 1440 pixels. */
    DESKTOP(1440, 900, ColorScheme.LIGHT, 1),
    /** The same in the dark, where colours alone are others. */
    DARK(1440, 900, ColorScheme.DARK, 1),
    /** A phone held upright. */
    PHONE(390, 844, ColorScheme.LIGHT, 2);

    private final int width;
    private final int height;
    private final ColorScheme scheme;
    private final int density;

    Look(int width, int height, ColorScheme scheme, int density) {
      this.width = width;
      this.height = height;
      this.scheme = scheme;
      this.density = density;
    }

    /** The rules of axe to hold it against; none: all. */
    private List<String> rules() {
      return this == DARK ? List.of("color-contrast") : List.of();
    }

    private Browser.NewContextOptions options() {
      return new Browser.NewContextOptions()
          .setViewportSize(width, height)
          .setColorScheme(scheme)
          .setDeviceScaleFactor(density)
          .setHasTouch(this == PHONE)
          .setLocale("en-GB")
          .setTimezoneId("UTC");
    }
  }

  private Look look;
  private final BrowserContext context;
  private final Page page;
  private final URI site;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> strangers = new ArrayList<>();

  /** Opens a window, in which nothing is shown yet. */
  public Visit(Browser browser, URI site, Look look) {
    this(browser.newContext(look.options()), site, look);
  }

  /** The same without scripts. */
  public static Visit withoutScript(Browser browser, URI site) {
    return new Visit(
        browser.newContext(Look.DESKTOP.options().setJavaScriptEnabled(false)), site, Look.DESKTOP);
  }

  private Visit(BrowserContext context, URI site, Look look) {
    this.look = look;
    this.context = context;
    this.site = site;
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (Set.of("error", "warning").contains(message.type())) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (!request.url().startsWith(site.toString()) && !request.url().startsWith("data:")) {
            strangers.add(request.url());
          }
        });
  }

  /** Goes to {@code path} in every look, keeps a picture of each, and finds nothing wrong. */
  static void checkInEveryLook(Browser browser, URI site, String name, String path, int status) {
    try (Visit visit = new Visit(browser, site, Look.DESKTOP)) {
      visit.open(path, status);
      visit.pictureAndCheck(name);
      visit.darken();
      visit.pictureAndCheck(name);
    }
    try (Visit visit = new Visit(browser, site, Look.PHONE)) {
      visit.open(path, status);
      visit.pictureAndCheck(name);
    }
  }

  private void pictureAndCheck(String name) {
    picture(name + "-" + look.name().toLowerCase(Locale.ROOT));
    check();
  }

  /** Night falls on the page that is open. */
  private void darken() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(Look.DARK.scheme));
    look = Look.DARK;
  }

  /** Goes to {@code path}, which must answer with {@code status}. */
  public Page open(String path, int status) {
    Response response = page.navigate(site.resolve(path).toString());
    assertThat(response.status()).as(path).isEqualTo(status);
    if (status >= 400) {
      // A browser writes the status of the page itself to its console.
      complaints.removeIf(text -> text.contains("the server responded with a status of " + status));
    }
    return page;
  }

  /** Goes to {@code path}, which must be there. */
  public Page open(String path) {
    return open(path, 200);
  }

  /**
   * Is back from elsewhere, as from an identity provider: what was asked for there is forgotten.
   */
  public void arrived() {
    strangers.clear();
    complaints.clear();
  }

  /** What is shown. */
  public Page page() {
    return page;
  }

  /** Whether nothing is wrong with what is shown: errors, strangers, barriers, sideways scroll. */
  public void check() {
    assertThat(complaints).as("console at %s", page.url()).isEmpty();
    assertThat(strangers).as("asked beyond the service at %s", page.url()).isEmpty();
    assertThat(barriers()).as("barriers at %s", page.url()).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
        .as("%s scrolls sideways", page.url())
        .isEqualTo(false);
    assertThat(page.locator("h1").count()).as("one h1 at %s", page.url()).isEqualTo(1);
  }

  /** What axe finds serious or critical, as rule and places. */
  private List<?> barriers() {
    page.evaluate(AxeBuilder.getAxeScript());
    return (List<?>) page.evaluate(BARRIERS, look.rules());
  }

  /** Keeps a picture of all that is shown, {@code target/screenshots/<name>.png}. */
  public void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  @Override
  public void close() {
    context.close();
  }
}
