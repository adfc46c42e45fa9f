package org.evalledger.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.BaselineQuestion;
import org.evalledger.catalogue.Benchmarks;
import org.evalledger.catalogue.Boards;
import org.evalledger.catalogue.Leaderboard;
import org.evalledger.catalogue.LeaderboardQuestion;
import org.evalledger.json.Json;
import org.evalledger.statement.BenchmarkStatement;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/** A benchmark: score against size, leaderboard, whether it still tells models apart. */
@Controller("/benchmarks")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class BenchmarkPage {
  private static final int ROWS = 50;
  private static final int NAMED = 20_000;

  private final Benchmarks benchmarks;
  private final BenchmarkBoards boards;
  private final Bands bands;
  private final BoardPlot plots;
  private final Pages pages;
  private final Site site;
  private final Clock clock;

  BenchmarkPage(
      Benchmarks benchmarks,
      BenchmarkBoards boards,
      Bands bands,
      BoardPlot plots,
      Pages pages,
      Site site,
      Clock clock) {
    this.benchmarks = benchmarks;
    this.boards = boards;
    this.bands = bands;
    this.plots = plots;
    this.pages = pages;
    this.site = site;
    this.clock = clock;
  }

  @Get("/{id}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(HttpRequest<?> request, @PathVariable String id) {
    BoardQuery query = BoardQuery.of(id, request.getParameters());
    Benchmarks.Registered registered =
        benchmarks.of(id).orElseThrow(() -> missing("There is no benchmark of that name."));
    Boards.Board board = board(query);
    Instant now = clock.instant();
    BenchmarkView view = view(query, registered, board, now, site.address(request));
    Frame frame =
        pages
            .frame(Addresses.benchmark(id), id, view.conclusion() + " " + view.reason())
            .withScript("benchmark.mjs")
            .withScript("explore.mjs")
            .withCard(site.address(request));
    boolean isPlain = query.said().isEmpty();
    return pages.show("benchmarks/one", isPlain ? frame : frame.unlisted(), view);
  }

  /** Names of the plot's dots by their entries, for the script that shows them. */
  @Get("/{id}/dots")
  @Produces(MediaType.APPLICATION_JSON)
  HttpResponse<byte[]> dots(HttpRequest<?> request, @PathVariable String id) {
    Boards.Board board = board(BoardQuery.of(id, request.getParameters()));
    MetricWords words = MetricWords.of(board.leaderboard().metric());
    var names = Json.object();
    board.leaderboard().rows().stream()
        .filter(row -> row.parameters() != null)
        .limit(NAMED)
        .forEach(
            row ->
                names.put(
                    row.result() == 0 ? "" + row.index() : row.index() + "." + row.result(),
                    row.model()
                        + ", "
                        + Words.size(row.parameters())
                        + ", "
                        + words.value(row.median())));
    return HttpResponse.ok(names.build().canonical().toArray());
  }

  /** The figures of the plot, for the script that lets one explore it. */
  @Get("/{id}/points")
  @Produces(MediaType.APPLICATION_JSON)
  HttpResponse<byte[]> points(HttpRequest<?> request, @PathVariable String id) {
    Boards.Board board = board(BoardQuery.of(id, request.getParameters()));
    Leaderboard leaderboard = board.leaderboard();
    return HttpResponse.ok(
        Explored.of(
                board,
                bands.of(BaselineQuestion.of(leaderboard)),
                BenchmarkBoards.scale(leaderboard))
            .canonical()
            .toArray());
  }

  private Boards.Board board(BoardQuery query) {
    return boards
        .of(query)
        .orElseThrow(() -> missing("This benchmark has no such version, task or metric."));
  }

  private static HttpStatusException missing(String why) {
    return new HttpStatusException(HttpStatus.NOT_FOUND, why);
  }

  private BenchmarkView view(
      BoardQuery query,
      Benchmarks.Registered registered,
      Boards.Board board,
      Instant now,
      String address) {
    Leaderboard leaderboard = board.leaderboard();
    Optional<Bands.OfBenchmark> known = bands.of(BaselineQuestion.of(leaderboard));
    LeaderboardQuestion question = query.questionBy(leaderboard.metric().id());
    Scale scale = plots.scale(question, board);
    var rows = new BoardRows(board, known, scale);
    List<Integer> shown = rows.shown(query);
    int first = Math.min((query.page() - 1) * ROWS, shown.size());
    int end = Math.min(first + ROWS, shown.size());
    List<BenchmarkView.Row> page = shown.subList(first, end).stream().map(rows::row).toList();
    var words = new BenchmarkWords(board, known, scale);
    var choices = new BenchmarkChoices(query, LocalDate.ofInstant(now, ZoneOffset.UTC));
    String id = query.benchmark();
    String api = "/v1/benchmarks/" + Addresses.segment(id);
    String scores = Addresses.benchmark(id) + "/scores.";
    return new BenchmarkView(
        id,
        Addresses.benchmark(id),
        registered.newest().statement().dimension(),
        facts(registered, leaderboard),
        words.conclusion(),
        words.reason(),
        plots.svg(question, board, known, query),
        Legend.size(80).html(),
        choices.choosers(registered, leaderboard),
        choices.filters(),
        choices.sizes(),
        query.points(),
        counted(shown.size(), leaderboard.rows().size()),
        MetricWords.of(leaderboard.metric()).head("Score"),
        RangePlot.head(scale.axis()).html(),
        page,
        page.stream().filter(BenchmarkView.Row::isFlagged).count() * 5 <= page.size(),
        end < shown.size() ? query.href(BoardQuery.PAGE, "" + (query.page() + 1)) : null,
        "Next " + Math.min(ROWS, shown.size() - end),
        first > 0 ? query.href(BoardQuery.PAGE, "" + (query.page() - 1)) : null,
        query.hrefOfAll(),
        words.health(registered.versions().size(), leaderboard.protocols().size()),
        "Computed from the log\u2019s first " + Words.count(board.entries()) + " entries.",
        api + "/baseline",
        api + "/leaderboard",
        scores + "csv",
        scores + "ndjson",
        data(registered, address));
  }

  private static String counted(int shown, int all) {
    return shown == all
        ? Words.count(all, "result", "results") + ". Ranks are 95\u2009% ranges over all of them."
        : Words.count(shown)
            + " of "
            + Words.count(all, "result", "results")
            + ". Ranks are 95\u2009% ranges over all of them.";
  }

  private static List<String> facts(Benchmarks.Registered registered, Leaderboard board) {
    BenchmarkStatement stated = registered.newest().statement();
    Metric metric = board.metric();
    var facts = new ArrayList<String>();
    facts.add(metric.id() + ", " + direction(metric));
    @Nullable Long items = stated.items();
    facts.add(items == null ? "number of items not known" : Words.count(items, "item", "items"));
    Decimal chance = metric.chance();
    if (chance != null) {
      MetricWords words = MetricWords.of(metric);
      facts.add(
          "chance "
              + words.value(chance.text())
              + (words.unit().isEmpty() ? "" : Words.THIN + words.unit()));
    }
    facts.add("version " + board.benchmark().version());
    return facts;
  }

  private static String direction(Metric metric) {
    return switch (metric.direction()) {
      case Metric.Direction.Higher higher -> "higher is better";
      case Metric.Direction.Lower lower -> "lower is better";
      case Metric.Direction.Target(var target) -> "nearer to " + target.text() + " is better";
    };
  }

  private static String data(Benchmarks.Registered registered, String address) {
    return JsonData.dataset(
        "Results on " + registered.id(),
        "Signed results of AI models on the benchmark "
            + registered.id()
            + ", each with its place in a public log.",
        address + Addresses.benchmark(registered.id()),
        address + Addresses.benchmark(registered.id()) + "/scores.csv",
        Json.object().put("@type", "DefinedTerm").put("name", registered.id()).build());
  }
}
