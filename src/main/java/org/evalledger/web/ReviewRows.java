package org.evalledger.web;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.evalledger.review.CaseFiles;
import org.evalledger.review.CaseHeadline;
import org.evalledger.review.CaseSummary;
import org.evalledger.review.StateCount;
import org.evalledger.statement.CaseId;
import org.jspecify.annotations.Nullable;

/** The inbox in words and pictures. */
@Singleton
final class ReviewRows {
  private static final int ROWS = 25;

  private final CaseFiles files;
  private final CaseScene.Finder scenes;
  private final CasePreviews previews;

  ReviewRows(CaseFiles files, CaseScene.Finder scenes, CasePreviews previews) {
    this.files = files;
    this.scenes = scenes;
    this.previews = previews;
  }

  /**
   * The page.
   *
   * @param own the visitor's name as assignments have it; null for nobody
   */
  ReviewView view(ReviewQuery query, VisitorView visitor, @Nullable String own, Instant now) {
    List<CaseSummary> found = files.list(query.wanted(), query.order(), query.after(), ROWS + 1);
    List<CaseSummary> shown = found.subList(0, Integer.min(ROWS, found.size()));
    Map<String, CaseHeadline> headlines = shown.isEmpty() ? Map.of() : files.headlines(shown);
    String wanted = query.word(ReviewQuery.CASE);
    String preview = shown.isEmpty() ? "" : wanted == null ? shown.getFirst().id() : wanted;
    String said = query.word(ReviewQuery.SAID);
    Map<String, Long> counts =
        files.counts().stream().collect(Collectors.toMap(StateCount::state, StateCount::cases));
    return new ReviewView(
        query.here(),
        sentence(counts),
        said == null ? "" : ReviewPage.words(said),
        tabs(query, counts, visitor.isReviewer() ? own : null),
        choosers(query),
        ModelRowsView.axis(),
        shown.stream().map(one -> row(one, headlines.get(one.id()), query, preview, now)).toList(),
        preview(preview),
        found.size() > ROWS ? query.href(ReviewQuery.AFTER, shown.getLast().id()) : null,
        Words.count(shown.size(), "case", "cases") + (found.size() > ROWS ? ", more behind" : ""),
        visitor);
  }

  private @Nullable CasePreview preview(String id) {
    return CaseId.parse(id).flatMap(files::find).map(previews::of).orElse(null);
  }

  private static String sentence(Map<String, Long> counts) {
    long waiting =
        counts.getOrDefault("open", 0L)
            + counts.getOrDefault("assigned", 0L)
            + counts.getOrDefault("waiting-for-lab", 0L);
    return waiting == 0
        ? "Nothing waits for a reviewer."
        : Words.count(waiting, "case is", "cases are") + " undecided: in doubt, no more.";
  }

  private static List<ReviewView.Tab> tabs(
      ReviewQuery query, Map<String, Long> counts, @Nullable String own) {
    boolean isMine = own != null && own.equals(query.word(ReviewQuery.ASSIGNEE));
    var tabs = new ArrayList<ReviewView.Tab>();
    for (String state : ReviewQuery.STATES) {
      tabs.add(
          new ReviewView.Tab(
              CaseWords.state(state),
              Words.count(counts.getOrDefault(state, 0L)),
              state.equals("open") ? "/review" : "/review?state=" + state,
              !isMine && state.equals(query.state())));
      if (state.equals("assigned") && own != null) {
        tabs.add(
            new ReviewView.Tab("Mine", "", "/review?assignee=" + Addresses.query(own), isMine));
      }
    }
    return tabs;
  }

  private List<BenchmarkView.Chooser> choosers(ReviewQuery query) {
    var choosers = new ArrayList<BenchmarkView.Chooser>();
    choosers.add(
        chooser(
            query,
            ReviewQuery.BENCHMARK,
            "Benchmark",
            files.benchmarks().stream()
                .map(one -> new Link(one, query.href(ReviewQuery.BENCHMARK, one), false))
                .toList()));
    choosers.add(
        chooser(
            query,
            ReviewQuery.CAUSE,
            "Cause",
            ReviewQuery.CAUSES.stream()
                .map(
                    one -> new Link(CaseWords.name(one), query.href(ReviewQuery.CAUSE, one), false))
                .toList()));
    for (String name : List.of(ReviewQuery.NAMESPACE, ReviewQuery.ASSIGNEE)) {
      if (query.word(name) != null) {
        choosers.add(
            chooser(
                query,
                name,
                name.equals(ReviewQuery.ASSIGNEE) ? "Assigned" : "Models of",
                List.of()));
      }
    }
    boolean oldest = query.word(ReviewQuery.SORT) != null;
    choosers.add(
        new BenchmarkView.Chooser(
            "Sort",
            oldest ? "oldest first" : "expected harm",
            null,
            List.of(
                new Link("expected harm", query.href(ReviewQuery.SORT, null), !oldest),
                new Link("oldest first", query.href(ReviewQuery.SORT, "opened"), oldest))));
    return choosers;
  }

  private static BenchmarkView.Chooser chooser(
      ReviewQuery query, String name, String label, List<Link> choices) {
    String chosen = query.word(name);
    String words =
        chosen == null
            ? "any"
            : switch (name) {
              case ReviewQuery.CAUSE -> CaseWords.name(chosen);
              case ReviewQuery.ASSIGNEE -> CaseWords.assignee(chosen);
              default -> chosen;
            };
    return new BenchmarkView.Chooser(
        label, words, chosen == null ? null : query.href(name, null), choices);
  }

  private ReviewView.Row row(
      CaseSummary one,
      @Nullable CaseHeadline headline,
      ReviewQuery query,
      String preview,
      Instant now) {
    Optional<CaseScene> scene = Optional.ofNullable(headline).flatMap(scenes::of);
    String model = one.model() == null ? "" : one.model();
    int slash = model.indexOf('/');
    String plot = scene.map(CaseScene::range).orElse("");
    String assignee = one.assignee();
    return new ReviewView.Row(
        one.id(),
        Addresses.caseFile(one.id()),
        "/review/preview/" + Addresses.segment(one.id()),
        query.here(ReviewQuery.CASE, one.id()),
        one.id().equals(preview),
        model.substring(0, slash + 1),
        model.isEmpty() ? "case " + one.id() : model.substring(slash + 1),
        CaseWords.about(one, headline),
        one.results() == 1 ? scene.map(CaseScene::said).orElse("") : "",
        one.current() ? CaseWords.cause(one) : "Corrected or withdrawn since",
        plot,
        scene.isEmpty() ? "nothing like it" : "another scale",
        Words.fixed(one.priority(), 2),
        one.waits(),
        Words.suspicion(one.suspicion()),
        Words.duration(Duration.between(one.openedAt(), now)),
        one.state().equals("waiting-for-lab") ? "the lab" : CaseWords.assignee(assignee),
        assignee == null ? null : "/review?assignee=" + Addresses.query(assignee));
  }
}
