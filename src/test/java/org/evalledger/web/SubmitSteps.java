package org.evalledger.web;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.evalledger.json.Json.JsonObject;

/** What somebody does on the page that shows a file before it is signed. */
final class SubmitSteps {
  private SubmitSteps() {}

  static void choose(Page page, Path... files) {
    page.locator("#sign[data-ready]").waitFor();
    page.waitForResponse(
        answer -> answer.url().endsWith("/submit/preview"),
        () -> page.locator("#files").setInputFiles(files));
    page.locator("#sheet, .troubles").first().waitFor();
  }

  /** Checks again, and waits until the new sheet stands. */
  static void again(Page page) {
    press(page, "Check again");
  }

  static String conclusion(Page page) {
    return page.locator("#sheet > .lead strong").innerText();
  }

  static void press(Page page, String words) {
    replace(
        page,
        () -> page.locator("#sheet button", new Page.LocatorOptions().setHasText(words)).click());
  }

  /** Does what puts another sheet in place of the one that stands, and waits for it. */
  static void replace(Page page, Runnable deed) {
    page.locator("#sheet").evaluate("sheet => { sheet.dataset.old = 'true'; }");
    deed.run();
    page.locator("#sheet:not([data-old])").waitFor();
  }

  static FilePayload payload(String name, JsonObject statement) {
    return payload(name, statement.asRead().utf8());
  }

  static FilePayload payload(String name, String content) {
    return new FilePayload(name, "application/json", content.getBytes(StandardCharsets.UTF_8));
  }
}
