package org.evalledger.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.catalogue.Holdings;
import org.evalledger.catalogue.Leaderboard;
import org.evalledger.catalogue.LeaderboardRow;
import org.evalledger.catalogue.MeasuredBenchmark;
import org.evalledger.catalogue.Totals;
import org.evalledger.feed.Feed;
import org.evalledger.feed.FeedFilter;
import org.jspecify.annotations.Nullable;

/** What this is, what there is, what changed, what to do. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class HomePage {
  private static final int EVENTS = 6;
  private static final int LEADERS = 5;
  private static final int CHOICES = 12;

  private final Holdings holdings;
  private final HomeChart chart;
  private final Feed feed;
  private final Pages pages;
  private final Site site;

  HomePage(Holdings holdings, HomeChart chart, Feed feed, Pages pages, Site site) {
    this.holdings = holdings;
    this.chart = chart;
    this.feed = feed;
    this.pages = pages;
    this.site = site;
  }

  @Get("/{?benchmark}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(HttpRequest<?> request, @Nullable @QueryValue String benchmark) {
    Frame frame =
        pages
            .frame(
                "/",
                "evalledger",
                "A public ledger of AI evaluation results in which every number can be checked by"
                    + " anyone.")
            .withCard(site.address(request));
    HomeView view = view(benchmark, frame.stateOfLog(), site.address(request));
    return pages.show("home/page", frame, view);
  }

  private HomeView view(@Nullable String benchmark, LogState log, String address) {
    Totals totals = holdings.totals();
    Optional<HomeChart.Drawn> drawn = drawn(benchmark, totals);
    Optional<Leaderboard> shown = drawn.map(one -> one.board().leaderboard());
    @Nullable String chosen = shown.map(board -> board.benchmark().benchmark()).orElse(null);
    return new HomeView(
        Words.count(totals.models()),
        Words.count(totals.benchmarks()),
        Words.count(log.size()),
        Words.count(totals.submitters()),
        examples(shown),
        chosen,
        choices(totals, chosen),
        drawn.map(HomeChart.Drawn::picture).orElse(""),
        shown.map(board -> MetricWords.of(board.metric()).head("Score")).orElse("Score"),
        shown.map(HomePage::leaders).orElse(List.of()),
        shown.map(HomePage::all).orElse(null),
        feed.newest(FeedFilter.ALL, EVENTS).stream()
            .map(event -> EventView.of(event, log.now()))
            .toList(),
        log,
        address);
  }

  /** Of the benchmark asked for, else of the one with most models; by the metric with most. */
  private Optional<HomeChart.Drawn> drawn(@Nullable String asked, Totals totals) {
    boolean any = asked == null || asked.isBlank();
    Optional<MeasuredBenchmark> measured =
        totals.measured().stream().filter(one -> any || one.id().equals(asked)).findFirst();
    @Nullable String id = any ? measured.map(MeasuredBenchmark::id).orElse(null) : asked;
    @Nullable String metric = measured.map(MeasuredBenchmark::metric).orElse(null);
    return id == null ? Optional.empty() : chart.of(id, metric);
  }

  private static List<Link> choices(Totals totals, @Nullable String chosen) {
    return totals.measured().stream()
        .limit(CHOICES)
        .map(
            one ->
                new Link(
                    one.id(), "/?benchmark=" + Addresses.query(one.id()), one.id().equals(chosen)))
        .toList();
  }

  private static List<Link> examples(Optional<Leaderboard> shown) {
    var examples = new ArrayList<Link>();
    shown.ifPresent(
        board -> {
          if (!board.rows().isEmpty()) {
            String model = board.rows().getFirst().model();
            examples.add(new Link(model, Addresses.model(model), false));
          }
          String benchmark = board.benchmark().benchmark();
          examples.add(new Link(benchmark, Addresses.benchmark(benchmark), false));
        });
    return examples;
  }

  private static Link all(Leaderboard board) {
    String benchmark = board.benchmark().benchmark();
    return new Link(
        "Leaderboard and all " + Words.count(board.rows().size(), "result", "results"),
        Addresses.benchmark(benchmark),
        false);
  }

  private static List<HomeView.Leader> leaders(Leaderboard board) {
    var values = MetricWords.of(board.metric());
    return board.rows().stream().limit(LEADERS).map(row -> leader(row, values)).toList();
  }

  private static HomeView.Leader leader(LeaderboardRow row, MetricWords values) {
    int slash = row.model().indexOf('/');
    return new HomeView.Leader(
        row.model().substring(0, slash + 1),
        row.model().substring(slash + 1),
        Addresses.model(row.model()),
        Words.size(row.parameters()),
        values.value(row.median()),
        row.standing(),
        row.verdict(),
        row.verdict().equals("flagged") || row.verdict().equals("inconsistent"),
        Addresses.entry(row.index()));
  }
}
