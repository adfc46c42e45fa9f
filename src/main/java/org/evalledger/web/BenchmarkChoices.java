package org.evalledger.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.catalogue.Benchmarks;
import org.evalledger.catalogue.Leaderboard;
import org.evalledger.ledger.Benchmark;
import org.evalledger.statement.BenchmarkStatement;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/** What can be chosen on the page of a benchmark, each choice an address. */
final class BenchmarkChoices {
  /** Of more, the others are found by their addresses. */
  private static final int MOST = 100;

  private final BoardQuery query;
  private final LocalDate today;

  BenchmarkChoices(BoardQuery query, LocalDate today) {
    this.query = query;
    this.today = today;
  }

  /** Version, task, metric, protocol and number of tries, where there is more than one. */
  List<BenchmarkView.Chooser> choosers(Benchmarks.Registered registered, Leaderboard board) {
    var choosers = new ArrayList<BenchmarkView.Chooser>();
    String version = board.benchmark().version();
    List<String> versions = registered.versions().stream().map(BenchmarkChoices::version).toList();
    choosers.add(chooser("version", "Version", versions, version, version, false));
    BenchmarkStatement stated =
        registered.versions().stream()
            .filter(one -> version(one).equals(version))
            .findFirst()
            .orElseGet(registered::newest)
            .statement();
    @Nullable String task = board.task();
    List<String> tasks = stated.tasks().stream().map(BenchmarkStatement.Task::id).toList();
    if (!tasks.isEmpty()) {
      choosers.add(chooser("task", "Task", tasks, task, task == null ? "all of it" : task, true));
    }
    List<String> metrics = stated.metrics().stream().map(Metric::id).toList();
    String metric = board.metric().id();
    choosers.add(chooser("metric", "Metric", metrics, metric, metric, false));
    @Nullable String protocol = board.protocol();
    if (protocol != null) {
      choosers.add(protocols(board, protocol));
    }
    Integer k = board.k();
    if (k != null) {
      List<String> tries =
          board.tries().stream()
              .flatMap(one -> Optional.ofNullable(one.k()).stream())
              .map(one -> "" + one)
              .toList();
      choosers.add(chooser("k", "Tries", tries, "" + k, "" + k, false));
    }
    return choosers.stream()
        .filter(one -> one.choices().size() > 1 || one.name().equals("Protocol"))
        .toList();
  }

  private static String version(Benchmark benchmark) {
    return benchmark.statement().benchmark().version();
  }

  private BenchmarkView.Chooser protocols(Leaderboard board, String protocol) {
    List<Link> links =
        board.protocols().stream()
            .limit(MOST)
            .map(
                one ->
                    new Link(
                        one.protocol() + ", " + Words.count(one.models(), "model", "models"),
                        query.href("protocol", one.protocol()),
                        one.protocol().equals(protocol)))
            .toList();
    return new BenchmarkView.Chooser("Protocol", protocol, null, links);
  }

  private BenchmarkView.Chooser chooser(
      String name,
      String label,
      List<String> all,
      @Nullable String current,
      String words,
      boolean any) {
    Stream<Link> none =
        any
            ? Stream.of(new Link("all of it", query.href(name, null), current == null))
            : Stream.empty();
    Stream<Link> each =
        all.stream()
            .limit(MOST)
            .map(one -> new Link(one, query.href(name, one), one.equals(current)));
    return new BenchmarkView.Chooser(label, words, null, Stream.concat(none, each).toList());
  }

  /** Standing, models, relation. */
  List<BenchmarkView.Chooser> filters() {
    return List.of(
        filter(BoardQuery.STANDING, "Standing", BoardQuery.STANDINGS),
        new BenchmarkView.Chooser(
            "Models",
            query.word(BoardQuery.MODELS).map(word -> "makers\u2019 own").orElse("all"),
            query
                .word(BoardQuery.MODELS)
                .map(w -> query.href(BoardQuery.MODELS, null))
                .orElse(null),
            List.of(
                new Link("all", query.href(BoardQuery.MODELS, null), false),
                new Link("makers\u2019 own", query.href(BoardQuery.MODELS, "own"), false))),
        filter(BoardQuery.RELATION, "Relation", BoardQuery.RELATIONS),
        since());
  }

  private BenchmarkView.Chooser since() {
    Optional<String> chosen = query.word(BoardQuery.SINCE);
    var links = new ArrayList<Link>();
    links.add(new Link("any date", query.href(BoardQuery.SINCE, null), chosen.isEmpty()));
    for (int days : List.of(7, 30, 90, 365)) {
      String day = today.minusDays(days).toString();
      links.add(
          new Link(
              "the last " + days + " days",
              query.href(BoardQuery.SINCE, day),
              chosen.filter(day::equals).isPresent()));
    }
    return new BenchmarkView.Chooser(
        "Since",
        chosen.orElse("any date"),
        chosen.map(day -> query.href(BoardQuery.SINCE, null)).orElse(null),
        links);
  }

  private BenchmarkView.Chooser filter(String name, String label, List<String> words) {
    Optional<String> chosen = query.word(name);
    List<Link> links =
        Stream.concat(
                Stream.of(new Link("any", query.href(name, null), chosen.isEmpty())),
                words.stream()
                    .map(
                        word ->
                            new Link(
                                word.replace('-', ' '),
                                query.href(name, word),
                                chosen.filter(word::equals).isPresent())))
            .toList();
    return new BenchmarkView.Chooser(
        label,
        chosen.map(word -> word.replace('-', ' ')).orElse("any"),
        chosen.map(word -> query.href(name, null)).orElse(null),
        links);
  }

  /** By size, a form of two fields. */
  BenchmarkView.Sizes sizes() {
    String from = query.word(BoardQuery.FROM).orElse("");
    String to = query.word(BoardQuery.TO).orElse("");
    boolean any = from.isEmpty() && to.isEmpty();
    String words =
        any
            ? "any"
            : from.isEmpty()
                ? "up to " + to + Words.THIN + "B"
                : to.isEmpty()
                    ? "from " + from + Words.THIN + "B"
                    : Words.range(from, to) + Words.THIN + "B";
    return new BenchmarkView.Sizes(
        words,
        any ? null : query.hrefOfAllSizes(),
        from,
        to,
        query.besides(BoardQuery.FROM, BoardQuery.TO));
  }
}
