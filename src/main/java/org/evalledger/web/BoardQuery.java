package org.evalledger.web;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.evalledger.bytes.Parsed;
import org.evalledger.catalogue.LeaderboardQuestion;
import org.evalledger.catalogue.LeaderboardRow;
import org.jspecify.annotations.Nullable;

/**
 * Everything the address of a benchmark's page says: which leaderboard, and which rows of it.
 *
 * @param benchmark id
 * @param said what stands in the address, by name, in the order of {@link #NAMES}
 */
record BoardQuery(String benchmark, Map<String, String> said) {
  /** Sizes in billions of parameters. */
  static final String FROM = "from";

  static final String TO = "to";
  static final String STANDING = "standing";
  static final String RELATION = "relation";
  static final String SINCE = "since";
  static final String MODELS = "models";
  static final String PAGE = "page";

  /** Names in the order in which addresses have them. */
  private static final List<String> NAMES =
      List.of(
          "version",
          "task",
          "metric",
          "protocol",
          "k",
          FROM,
          TO,
          STANDING,
          RELATION,
          SINCE,
          MODELS,
          PAGE);

  private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000);
  private static final int LONGEST = 1_024;

  static final List<String> STANDINGS =
      List.of(
          "reproduced", "recomputed", "signed", "collected", "under-review", "disputed", "refuted");

  static final List<String> RELATIONS =
      List.of("first-party", "third-party", "collaborative", "collected");

  BoardQuery {
    said = Map.copyOf(said);
  }

  /** What an address without any choice asks. */
  static BoardQuery plain(String benchmark) {
    return new BoardQuery(benchmark, Map.of());
  }

  /**
   * What an address asks.
   *
   * @throws HttpStatusException 400 where that cannot be asked
   */
  static BoardQuery of(String benchmark, HttpParameters parameters) {
    var said = new LinkedHashMap<String, String>();
    for (String name : NAMES) {
      String value = parameters.get(name);
      if (value != null && !value.isBlank()) {
        if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
          throw wrong(name, "is no name.");
        }
        said.put(name, value.strip());
      }
    }
    var query = new BoardQuery(benchmark, said);
    query.check();
    return query;
  }

  private void check() {
    oneOf(STANDING, STANDINGS);
    oneOf(RELATION, RELATIONS);
    oneOf(MODELS, List.of("own"));
    from();
    to();
    since();
    page();
    tries();
  }

  private void oneOf(String name, List<String> words) {
    String word = said.get(name);
    if (word != null && !words.contains(word)) {
      throw wrong(name, "is none of " + String.join(", ", words) + ".");
    }
  }

  private static HttpStatusException wrong(String name, String why) {
    return new HttpStatusException(HttpStatus.BAD_REQUEST, name + " " + why);
  }

  LeaderboardQuestion question() {
    return asked(said.get("metric"));
  }

  /** The same with another metric. */
  LeaderboardQuestion questionBy(String metric) {
    return asked(metric);
  }

  private LeaderboardQuestion asked(@Nullable String metric) {
    return new LeaderboardQuestion(
        benchmark,
        said.get("version"),
        said.get("task"),
        metric,
        said.get("protocol"),
        tries(),
        null,
        false);
  }

  private @Nullable Integer tries() {
    Long k = whole("k", 1_000_000);
    return k == null ? null : Math.toIntExact(k);
  }

  /** Which page of the rows, 1 for the first. */
  int page() {
    Long page = whole(PAGE, 100_000);
    return page == null ? 1 : Math.toIntExact(page);
  }

  private @Nullable Long whole(String name, long most) {
    String text = said.get(name);
    if (text == null) {
      return null;
    }
    if (Parsed.of(() -> Long.parseLong(text)) instanceof Parsed.Value<Long>(Long number)
        && number >= 1
        && number <= most) {
      return number;
    }
    throw wrong(name, "is no number from 1 to " + most + ".");
  }

  /** Fewest parameters; null for any. */
  @Nullable BigDecimal from() {
    return parameters(FROM);
  }

  /** Most parameters; null for any. */
  @Nullable BigDecimal to() {
    return parameters(TO);
  }

  private @Nullable BigDecimal parameters(String name) {
    String text = said.get(name);
    if (text == null) {
      return null;
    }
    if (text.length() <= 24
        && Parsed.of(() -> new BigDecimal(text)) instanceof Parsed.Value<BigDecimal>(var billions)
        && billions.signum() > 0
        && Math.abs(billions.scale()) <= 24
        && billions.compareTo(LARGEST) <= 0) {
      return billions.multiply(BILLION);
    }
    throw wrong(name, "is no size in billions of parameters.");
  }

  /** The first day; null for any. */
  @Nullable LocalDate since() {
    String text = said.get(SINCE);
    if (text == null) {
      return null;
    }
    if (Parsed.of(() -> LocalDate.parse(text)) instanceof Parsed.Value<LocalDate>(var day)) {
      return day;
    }
    throw wrong(SINCE, "is no day such as 2026-01-31.");
  }

  Optional<String> word(String name) {
    return Optional.ofNullable(said.get(name));
  }

  /** The sizes as a region of the plot; empty for all. */
  Optional<SizePlot.Region> region(SizeAxis axis) {
    BigDecimal from = from();
    BigDecimal to = to();
    if (from == null && to == null) {
      return Optional.empty();
    }
    double low = from == null ? axis.low() : from.doubleValue();
    double high = to == null ? axis.high() : to.doubleValue();
    return low < high ? Optional.of(new SizePlot.Region(low, high)) : Optional.empty();
  }

  /** Whether rows are left out. */
  boolean filters() {
    return said.keySet().stream()
        .anyMatch(List.of(FROM, TO, STANDING, RELATION, SINCE, MODELS)::contains);
  }

  /** Whether {@code row} is one of those asked for. */
  boolean shows(LeaderboardRow row) {
    LocalDate since = since();
    return fits(row.parameters())
        && word(STANDING).map(row.standing()::equals).orElse(true)
        && word(RELATION).map(row.relation()::equals).orElse(true)
        && (since == null || !row.receivedAt().atZone(ZoneOffset.UTC).toLocalDate().isBefore(since))
        && (!said.containsKey(MODELS) || isMakers(row));
  }

  private boolean fits(@Nullable Long parameters) {
    BigDecimal from = from();
    BigDecimal to = to();
    if (parameters == null) {
      return from == null && to == null;
    }
    var size = BigDecimal.valueOf(parameters);
    return (from == null || size.compareTo(from) >= 0) && (to == null || size.compareTo(to) <= 0);
  }

  /** Whether no other maker's model is named as what it was made from. */
  static boolean isMakers(LeaderboardRow row) {
    String base = row.baseModel();
    return base == null || namespace(base).equals(namespace(row.model()));
  }

  private static String namespace(String model) {
    return model.substring(0, Math.max(0, model.indexOf('/')));
  }

  /** This page with {@code value} for {@code name}, from the first row; null takes it away. */
  String href(String name, @Nullable String value) {
    var other = new LinkedHashMap<>(said);
    other.remove(PAGE);
    if (value == null) {
      other.remove(name);
    } else {
      other.put(name, value);
    }
    return address(other);
  }

  /** Where the figures of the plot are. */
  String points() {
    String page = hrefOfAll();
    int end = page.indexOf('?') < 0 ? page.length() : page.indexOf('?');
    return page.substring(0, end) + "/points" + page.substring(end);
  }

  /** This page without all that leaves rows out. */
  String hrefOfAll() {
    var other = new LinkedHashMap<>(said);
    List.of(FROM, TO, STANDING, RELATION, SINCE, MODELS, PAGE).forEach(other::remove);
    return address(other);
  }

  /** This page without sizes. */
  String hrefOfAllSizes() {
    var other = new LinkedHashMap<>(said);
    List.of(FROM, TO, PAGE).forEach(other::remove);
    return address(other);
  }

  /** What a form must send besides {@code names}. */
  Map<String, String> besides(String... names) {
    var rest = new LinkedHashMap<String, String>();
    NAMES.stream()
        .filter(name -> said.containsKey(name) && !name.equals(PAGE))
        .filter(name -> !List.of(names).contains(name))
        .forEach(name -> rest.put(name, said.getOrDefault(name, "")));
    return rest;
  }

  private String address(Map<String, String> members) {
    var query = new StringJoiner("&", "?", "").setEmptyValue("");
    NAMES.stream()
        .filter(members::containsKey)
        .forEach(name -> query.add(name + "=" + Addresses.query(members.getOrDefault(name, ""))));
    return Addresses.benchmark(benchmark) + query;
  }
}
