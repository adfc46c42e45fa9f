package org.evalledger.web;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands round every page.
 *
 * @param title of the page, for the tab and for who links to it
 * @param description one sentence, for search engines and who links to it
 * @param kind of page, a class of its main part
 * @param path where it lies, without query
 * @param asked what stands in the header's search box
 * @param isListed whether search engines are welcome
 * @param styles addresses of more styles
 * @param scripts addresses of more scripts; modules are those that end in .mjs
 * @param atom address of the feed that belongs to it
 * @param log the log's state; null when it cannot be read and never was
 * @param card the picture that stands for the page where somebody links to it; null for none
 * @param assets gives the address of an asset by its name
 */
public record Frame(
    String title,
    String description,
    String kind,
    String path,
    String asked,
    boolean isListed,
    List<String> styles,
    List<String> scripts,
    String atom,
    @Nullable LogState log,
    @Nullable Card card,
    UnaryOperator<String> assets) {
  /** The feed of all entries. */
  static final String ALL_ENTRIES = "/v1/feed.atom";

  public Frame {
    styles = List.copyOf(styles);
    scripts = List.copyOf(scripts);
  }

  /** The state of a log that was read. */
  LogState stateOfLog() {
    if (log == null) {
      throw new IllegalStateException("this frame asked the database for nothing");
    }
    return log;
  }

  /** The words of the tab. */
  public String heading() {
    return title.equals("evalledger") ? title : title + " · evalledger";
  }

  /** The address of an asset. */
  public String asset(String name) {
    return assets.apply(name);
  }

  /** Where one reads. */
  public List<Link> sections() {
    return links("Models", "Benchmarks", "Compare", "Frontier", "Submitters", "Log", "Docs");
  }

  /** Where one acts. */
  public List<Link> work() {
    return links("Submit", "Review");
  }

  private List<Link> links(String... names) {
    return Stream.of(names).map(this::link).toList();
  }

  private Link link(String name) {
    String href = "/" + name.toLowerCase(Locale.ROOT);
    boolean isOfLog = href.equals("/log") && path.startsWith("/entries");
    boolean isOfReview = href.equals("/review") && path.startsWith("/cases");
    return new Link(
        name, href, isOfLog || isOfReview || path.equals(href) || path.startsWith(href + "/"));
  }

  /** The same, of which search engines are told not to keep it. */
  public Frame unlisted() {
    return new Frame(
        title, description, kind, path, asked, false, styles, scripts, atom, log, card, assets);
  }

  /** The same with {@code text} in the search box. */
  public Frame asking(String text) {
    return new Frame(
        title, description, kind, path, text, isListed, styles, scripts, atom, log, card, assets);
  }

  /** The same with one more script, an asset of that name: a module where that ends in .mjs. */
  public Frame withScript(String name) {
    List<String> more = Stream.concat(scripts.stream(), Stream.of(asset(name))).toList();
    return new Frame(
        title, description, kind, path, asked, isListed, styles, more, atom, log, card, assets);
  }

  /** The same with one more style, at that address. */
  public Frame withStyle(String address) {
    List<String> more = Stream.concat(styles.stream(), Stream.of(address)).toList();
    return new Frame(
        title, description, kind, path, asked, isListed, more, scripts, atom, log, card, assets);
  }

  /** The same with the feed at that address. */
  public Frame withAtom(String address) {
    return new Frame(
        title,
        description,
        kind,
        path,
        asked,
        isListed,
        styles,
        scripts,
        address,
        log,
        card,
        assets);
  }

  /**
   * The same with a picture of its own.
   *
   * @param site the service's own address
   */
  public Frame withCard(String site) {
    String under = path.equals("/") ? "" : path;
    var picture = new Card(site + under + Card.NAME, title + ". " + description, site + path);
    return new Frame(
        title,
        description,
        kind,
        path,
        asked,
        isListed,
        styles,
        scripts,
        atom,
        log,
        picture,
        assets);
  }

  /**
   * A picture of the page, with whole addresses, as the Open Graph protocol wants them.
   *
   * @param image where it lies
   * @param alt what it shows, in words
   * @param page whose it is
   */
  public record Card(String image, String alt, String page) {
    /** Its width in pixels. */
    public static final int WIDTH = 1_200;

    /** Its height in pixels. */
    public static final int HEIGHT = 630;

    /** The last part of its address, behind that of the page. */
    static final String NAME = "/card.png";
  }
}
