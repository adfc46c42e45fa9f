package org.evalledger.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.evalledger.bytes.Parsed;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.BaselineQuestion;
import org.evalledger.catalogue.Benchmarks;
import org.evalledger.catalogue.Boards;
import org.evalledger.catalogue.Frontier;
import org.evalledger.catalogue.Holdings;
import org.evalledger.catalogue.Leaderboard;
import org.evalledger.catalogue.LeaderboardRow;
import org.evalledger.catalogue.MeasuredBenchmark;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/** The smallest models that reach a score on a benchmark. */
@Controller("/frontier")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class FrontierPage {
  private static final String BENCHMARK = "benchmark";
  private static final String GOAL = "reach";
  private static final int LONGEST = 20;
  private static final int CHOICES = 40;

  private final Holdings holdings;
  private final Benchmarks benchmarks;
  private final Boards boards;
  private final Bands bands;
  private final FrontierPlot plots;
  private final Pages pages;
  private final Clock clock;

  FrontierPage(
      Holdings holdings,
      Benchmarks benchmarks,
      Boards boards,
      Bands bands,
      FrontierPlot plots,
      Pages pages,
      Clock clock) {
    this.holdings = holdings;
    this.benchmarks = benchmarks;
    this.boards = boards;
    this.bands = bands;
    this.plots = plots;
    this.pages = pages;
    this.clock = clock;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(HttpRequest<?> request) {
    String asked = request.getParameters().get(BENCHMARK);
    String id =
        asked == null || asked.isBlank()
            ? holdings.totals().measured().stream()
                .findFirst()
                .map(MeasuredBenchmark::id)
                .orElse("")
            : asked;
    BigDecimal goal = goal(request.getParameters().get(GOAL));
    FrontierView view =
        id.isEmpty() ? empty() : view(BoardQuery.of(id, request.getParameters()), goal);
    Frame frame =
        pages.frame(
            "/frontier",
            id.isEmpty() ? "Frontier" : "Smallest models on " + id,
            view.conclusion() + " " + view.reason());
    return pages.show("frontier/page", asked == null ? frame : frame.unlisted(), view);
  }

  private static @Nullable BigDecimal goal(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.length() <= LONGEST
        && Parsed.of(() -> new BigDecimal(text.strip())) instanceof Parsed.Value<BigDecimal>(var n)
        && Math.abs(n.scale()) <= LONGEST) {
      return n;
    }
    throw new HttpStatusException(HttpStatus.BAD_REQUEST, GOAL + " is no number.");
  }

  private static FrontierView empty() {
    return new FrontierView(
        "",
        "/benchmarks",
        "No result is in the ledger yet.",
        "The smallest models that reach a score are shown here once there are some.",
        List.of(),
        "",
        "",
        "",
        "",
        Map.of(),
        "",
        "",
        List.of(),
        "/v1/frontier",
        "");
  }

  private FrontierView view(BoardQuery query, @Nullable BigDecimal goal) {
    Benchmarks.Registered registered =
        benchmarks
            .of(query.benchmark())
            .orElseThrow(() -> missing("There is no benchmark of that name."));
    Boards.Board board = board(query);
    Leaderboard leaderboard = board.leaderboard();
    Metric metric = leaderboard.metric();
    MetricWords words = MetricWords.of(metric);
    Scale scale =
        Scale.of(metric, leaderboard.rows().stream().map(LeaderboardRow::median).toList());
    List<Frontier.Point> points = Frontier.of(leaderboard);
    List<Frontier.Point> steps = points.stream().filter(Frontier.Point::frontier).toList();
    Optional<Frontier.Point> first =
        goal == null ? Optional.empty() : first(steps, metric, words, goal);
    String address = "?benchmark=" + Addresses.query(query.benchmark());
    return new FrontierView(
        query.benchmark(),
        Addresses.benchmark(query.benchmark()),
        conclusion(steps, words, goal, first),
        reason(points, steps),
        choosers(query, registered, leaderboard),
        plots.svg(query.questionBy(metric.id()), board, points, scale),
        Legend.frontier().html(),
        goal == null ? "" : goal.toPlainString(),
        words.unit(),
        besides(query),
        words.head("Score"),
        RangePlot.head(scale.axis()).html(),
        rows(board, steps, first, scale, words),
        "/v1/frontier" + address + "&metric=" + Addresses.query(metric.id()),
        "Computed from the log\u2019s first " + Words.count(board.entries()) + " entries.");
  }

  /** Where nobody reported the primary metric: the one with most models. */
  private Boards.Board board(BoardQuery query) {
    Boards.Board board =
        boards
            .of(query.question())
            .orElseThrow(() -> missing("This benchmark has no such version, task or metric."));
    if (query.question().metric() != null || !board.leaderboard().rows().isEmpty()) {
      return board;
    }
    return holdings.totals().measured().stream()
        .filter(one -> one.id().equals(query.benchmark()))
        .findFirst()
        .flatMap(one -> boards.of(query.questionBy(one.metric())))
        .orElse(board);
  }

  private static HttpStatusException missing(String why) {
    return new HttpStatusException(HttpStatus.NOT_FOUND, why);
  }

  private static Optional<Frontier.Point> first(
      List<Frontier.Point> steps, Metric metric, MetricWords words, BigDecimal goal) {
    BigDecimal wanted = words.isFraction() ? goal.movePointLeft(2) : goal;
    BigDecimal least = Leaderboard.goodness(metric.direction(), wanted);
    return steps.stream()
        .filter(
            one ->
                Leaderboard.goodness(metric.direction(), new BigDecimal(one.median()))
                        .compareTo(least)
                    >= 0)
        .findFirst();
  }

  private static String conclusion(
      List<Frontier.Point> steps,
      MetricWords words,
      @Nullable BigDecimal goal,
      Optional<Frontier.Point> first) {
    if (steps.isEmpty()) {
      return "No model of known size has a rank here.";
    }
    if (goal != null) {
      String reached = goal.toPlainString().replace("-", "\u2212") + unit(words);
      return first
          .map(one -> one.model() + " is the smallest that reaches " + reached + told(one, words))
          .orElse("No model of known size reaches " + reached + ".");
    }
    Frontier.Point last = steps.getLast();
    return last.model() + " reaches most" + told(last, words);
  }

  /** In doubt is said at once: a frontier is read as a recommendation. */
  private static String told(Frontier.Point one, MetricWords words) {
    return ": "
        + words.value(one.median())
        + unit(words)
        + " with "
        + Words.size(one.parameters())
        + (BoardRows.isFlagged(one.verdict()) ? ", which is in doubt." : ".");
  }

  private static String unit(MetricWords words) {
    return words.unit().isEmpty() ? "" : Words.THIN + words.unit();
  }

  private static String reason(List<Frontier.Point> points, List<Frontier.Point> steps) {
    if (steps.isEmpty()) {
      return "Sizes come from the models\u2019 owners and from evaluations.";
    }
    long flagged = steps.stream().filter(one -> BoardRows.isFlagged(one.verdict())).count();
    return "%s of %s of known size %s better than every one of at most its size%s."
        .formatted(
            Words.count(steps.size()),
            Words.count(points.size(), "result", "results"),
            steps.size() == 1 ? "is" : "are",
            flagged == 0 ? "" : "; " + Words.count(flagged) + " of them in doubt");
  }

  private List<BenchmarkView.Chooser> choosers(
      BoardQuery query, Benchmarks.Registered registered, Leaderboard board) {
    var choosers = new ArrayList<BenchmarkView.Chooser>();
    choosers.add(
        new BenchmarkView.Chooser(
            "Benchmark",
            query.benchmark(),
            null,
            holdings.totals().measured().stream()
                .limit(CHOICES)
                .map(
                    one ->
                        new Link(
                            one.id(),
                            "/frontier?benchmark=" + Addresses.query(one.id()),
                            one.id().equals(query.benchmark())))
                .toList()));
    new BenchmarkChoices(query, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
        .choosers(registered, board).stream()
            .map(one -> here(query.benchmark(), one))
            .forEach(choosers::add);
    return choosers;
  }

  /** The benchmark page's choices, leading here. */
  private static BenchmarkView.Chooser here(String benchmark, BenchmarkView.Chooser chooser) {
    int path = Addresses.benchmark(benchmark).length();
    String own = "/frontier?benchmark=" + Addresses.query(benchmark);
    return new BenchmarkView.Chooser(
        chooser.name(),
        chooser.chosen(),
        null,
        chooser.choices().stream()
            .map(
                link ->
                    new Link(
                        link.text(),
                        own + link.href().substring(path).replaceFirst("^\\?", "&"),
                        link.isCurrent()))
            .toList());
  }

  private static Map<String, String> besides(BoardQuery query) {
    var besides = new LinkedHashMap<String, String>();
    besides.put(BENCHMARK, query.benchmark());
    besides.putAll(query.besides());
    return besides;
  }

  private List<FrontierView.Row> rows(
      Boards.Board board,
      List<Frontier.Point> steps,
      Optional<Frontier.Point> first,
      Scale scale,
      MetricWords words) {
    Leaderboard leaderboard = board.leaderboard();
    var shown = new BoardRows(board, bands.of(BaselineQuestion.of(leaderboard)), scale);
    Map<String, Integer> positions =
        IntStream.range(0, leaderboard.rows().size())
            .boxed()
            .collect(
                Collectors.toMap(
                    i ->
                        place(
                            leaderboard.rows().get(i).index(), leaderboard.rows().get(i).result()),
                    Function.identity(),
                    (one, other) -> one));
    var rows = new ArrayList<FrontierView.Row>();
    for (int i = 0; i < steps.size(); i++) {
      Frontier.Point step = steps.get(i);
      Integer position = positions.get(place(step.index(), step.result()));
      if (position != null) {
        boolean isFirst = first.filter(step::equals).isPresent();
        String gain = i == 0 ? null : gain(steps.get(i - 1), step, words);
        rows.add(new FrontierView.Row(shown.row(position), isFirst, gain));
      }
    }
    return rows;
  }

  private static String gain(Frontier.Point below, Frontier.Point step, MetricWords words) {
    BigDecimal gain = new BigDecimal(step.median()).subtract(new BigDecimal(below.median()));
    String text = words.value(gain.toPlainString());
    return gain.signum() > 0 ? "+" + text : text;
  }

  private static String place(long index, int result) {
    return index + "." + result;
  }
}
