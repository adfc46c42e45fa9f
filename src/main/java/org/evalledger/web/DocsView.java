package org.evalledger.web;

import java.util.List;

/**
 * What the docs begin with.
 *
 * @param chapters in the order to read them
 * @param address of this service
 * @param key verifier key of the log's heads
 */
public record DocsView(List<Line> chapters, String address, String key) {
  public DocsView {
    chapters = List.copyOf(chapters);
  }

  /**
   * A document.
   *
   * @param title its name
   * @param href where it is
   * @param about one sentence
   */
  public record Line(String title, String href, String about) {}
}
