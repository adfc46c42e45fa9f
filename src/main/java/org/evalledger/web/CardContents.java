package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.BaselineQuestion;
import org.evalledger.catalogue.Benchmarks;
import org.evalledger.catalogue.Boards;
import org.evalledger.catalogue.Holdings;
import org.evalledger.catalogue.MeasuredBenchmark;
import org.evalledger.catalogue.ModelScore;
import org.evalledger.catalogue.ModelSummary;
import org.evalledger.catalogue.Models;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.evalledger.web.CardDrawing.Content;
import org.jspecify.annotations.Nullable;

/** What stands on the card of a page: the words and figures of the page itself. */
@Singleton
final class CardContents {
  private static final String DOT = "  \u00b7  ";

  private final Models models;
  private final Benchmarks benchmarks;
  private final BenchmarkBoards asked;
  private final Boards boards;
  private final Bands bands;
  private final BoardPlot plots;
  private final Holdings holdings;
  private final EntryFile file;
  private final LogReader log;

  CardContents(
      Models models,
      Benchmarks benchmarks,
      BenchmarkBoards asked,
      Boards boards,
      Bands bands,
      BoardPlot plots,
      Holdings holdings,
      EntryFile file,
      LogReader log) {
    this.models = models;
    this.benchmarks = benchmarks;
    this.asked = asked;
    this.boards = boards;
    this.bands = bands;
    this.plots = plots;
    this.holdings = holdings;
    this.file = file;
    this.log = log;
  }

  /**
   * A page that there is.
   *
   * @param entries of the log that its card holds for
   * @param content takes longer
   */
  record Subject(long entries, Supplier<Content> content) {}

  Subject home() {
    Optional<MeasuredBenchmark> most = holdings.totals().measured().stream().findFirst();
    Optional<Boards.Board> board = most.flatMap(one -> asked.of(BoardQuery.plain(one.id())));
    long entries = board.map(this::entries).orElseGet(() -> log.head().size());
    return new Subject(entries, () -> home(most, board, entries));
  }

  private Content home(
      Optional<MeasuredBenchmark> most, Optional<Boards.Board> board, long entries) {
    return new Content(
        "",
        "Every number can be checked",
        "A public ledger of AI evaluation results"
            + most.map(one -> DOT + "score against size on " + one.id()).orElse(""),
        "Who signed it, how it was run, and whether it is plausible for its size.",
        "No result is in the ledger yet.",
        board.map(this::sizes).orElse(new CardDrawing.Words()),
        foot(entries));
  }

  Subject model(String id) {
    long entries = log.head().size();
    ModelSummary model = models.summary(id).orElseThrow(CardPage::missing);
    return new Subject(entries, () -> model(id, model, entries));
  }

  private Content model(String id, ModelSummary model, long entries) {
    List<ModelScore> scores = models.current(id);
    var words = new ModelWords(model, scores);
    int slash = id.indexOf('/');
    return new Content(
        id.substring(0, slash + 1),
        id.substring(slash + 1),
        sized(model) + DOT + Words.count(model.results(), "result", "results"),
        words.conclusion(),
        words.reason(),
        rows(model, scores),
        foot(entries));
  }

  Subject benchmark(String id) {
    Benchmarks.Registered registered = benchmarks.of(id).orElseThrow(CardPage::missing);
    Boards.Board board = asked.of(BoardQuery.plain(id)).orElseThrow(CardPage::missing);
    long entries = entries(board);
    return new Subject(entries, () -> benchmark(id, registered, board, entries));
  }

  private Content benchmark(
      String id, Benchmarks.Registered registered, Boards.Board board, long entries) {
    var words = new BenchmarkWords(board, band(board), scale(board));
    return new Content(
        "",
        id,
        registered.newest().statement().dimension()
            + DOT
            + board.leaderboard().metric().id()
            + DOT
            + Words.count(board.leaderboard().rows().size(), "result", "results"),
        words.conclusion(),
        words.reason(),
        sizes(board),
        foot(entries));
  }

  Subject entry(long index) {
    long entries = log.head().size();
    if (index < 0 || index >= entries) {
      throw CardPage.missing();
    }
    LogEntry entry = log.entry(index).orElseThrow(CardPage::missing);
    return new Subject(entries, () -> entry(entry, entries));
  }

  private Content entry(LogEntry entry, long entries) {
    EntryFile.Gist gist = file.gist(entry);
    @Nullable String about = gist.model();
    Optional<ModelSummary> model = Optional.ofNullable(about).flatMap(models::summary);
    return new Content(
        "",
        "Entry " + Words.count(entry.index()),
        gist.type() + DOT + (about == null ? "" : about + DOT) + gist.received(),
        gist.conclusion(),
        gist.reason(),
        model.map(one -> rows(one, gist.scores())).orElse(new CardDrawing.Words()),
        foot(entries));
  }

  private static String sized(ModelSummary model) {
    Long parameters = model.parameters();
    return parameters == null ? "size not known" : Words.size(parameters) + " parameters";
  }

  /** What its rows and its bands both hold for. */
  private long entries(Boards.Board board) {
    return band(board)
        .map(known -> Long.min(known.entries(), board.entries()))
        .orElse(board.entries());
  }

  private static String foot(long entries) {
    return "as of " + Words.count(entries, "entry", "entries") + " of the log";
  }

  /** Those that are flagged first; no table where there is no whole benchmark. */
  private CardDrawing.Figure rows(ModelSummary model, List<ModelScore> scores) {
    var found = new ArrayList<ModelView.Row>();
    var view = new ModelRowsView(boards, bands, model);
    view.groups(scores).forEach(group -> found.addAll(group.rows()));
    found.sort(Comparator.comparing(row -> !row.isFlagged()));
    return found.isEmpty()
        ? new CardDrawing.Words()
        : new CardDrawing.Rows(ModelRowsView.axis(), found);
  }

  private CardDrawing.Figure sizes(Boards.Board board) {
    String svg = plots.card(board, band(board), scale(board));
    return svg.isEmpty() ? new CardDrawing.Words() : new CardDrawing.Sizes(svg);
  }

  private Optional<Bands.OfBenchmark> band(Boards.Board board) {
    return bands.of(BaselineQuestion.of(board.leaderboard()));
  }

  private static Scale scale(Boards.Board board) {
    return BenchmarkBoards.scale(board.leaderboard());
  }
}
