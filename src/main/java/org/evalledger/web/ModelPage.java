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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.Boards;
import org.evalledger.catalogue.ModelFacts;
import org.evalledger.catalogue.ModelFilter;
import org.evalledger.catalogue.ModelScore;
import org.evalledger.catalogue.ModelSummary;
import org.evalledger.catalogue.Models;
import org.evalledger.catalogue.Transparency;
import org.evalledger.feed.Feed;
import org.evalledger.feed.FeedFilter;
import org.evalledger.json.Json;
import org.evalledger.registry.Registry;
import org.evalledger.suspicion.Thresholds;
import org.jspecify.annotations.Nullable;

/** A model: its results by dimension, each in its place among models of its size. */
@Controller("/models")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class ModelPage {
  private static final int EVENTS = 8;
  private static final int DERIVED = 10;

  /** Registered to begin with; benchmarks add others. */
  private static final List<String> DIMENSIONS =
      List.of(
          "knowledge",
          "science",
          "reasoning",
          "common-sense",
          "language",
          "math",
          "code",
          "truthfulness",
          "factuality",
          "instruction-following",
          "safety",
          "toxicity",
          "fairness",
          "bias",
          "calibration",
          "robustness",
          "multilingual",
          "long-context",
          "agentic",
          "efficiency");

  private final Models models;
  private final Boards boards;
  private final Bands bands;
  private final ModelHistories histories;
  private final Feed feed;
  private final Registry registry;
  private final Pages pages;
  private final Site site;

  ModelPage(
      Models models,
      Boards boards,
      Bands bands,
      ModelHistories histories,
      Feed feed,
      Registry registry,
      Pages pages,
      Site site) {
    this.models = models;
    this.boards = boards;
    this.bands = bands;
    this.histories = histories;
    this.feed = feed;
    this.registry = registry;
    this.pages = pages;
    this.site = site;
  }

  @Get("/{namespace}/{name}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(
      HttpRequest<?> request, @PathVariable String namespace, @PathVariable String name) {
    ModelSummary model = summary(namespace, name);
    String href = Addresses.model(model.model());
    List<ModelScore> scores = models.current(model.model());
    var words = new ModelWords(model, scores);
    Frame frame =
        pages
            .frame(href, model.model(), words.conclusion() + " " + words.reason())
            .withAtom(atom(model))
            .withCard(site.address(request));
    ModelView view = view(model, scores, words, frame.stateOfLog(), site.address(request));
    return pages.show("models/one", frame, view);
  }

  /** All current results, those of tasks too. */
  @Get("/{namespace}/{name}/results")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> results(@PathVariable String namespace, @PathVariable String name) {
    ModelSummary model = summary(namespace, name);
    Frame frame =
        pages.frame(
            Addresses.model(model.model()) + "/results",
            "All results of " + model.model(),
            "Every current result of " + model.model() + ", those of tasks too.");
    return pages.show(
        "models/results", frame, ModelResultsView.of(model, models.current(model.model())));
  }

  private ModelSummary summary(String namespace, String name) {
    String model = namespace + "/" + name;
    return (model.indexOf('\0') >= 0 ? Optional.<ModelSummary>empty() : models.summary(model))
        .orElseThrow(
            () ->
                new HttpStatusException(
                    HttpStatus.NOT_FOUND, "Nobody spoke about a model of that name."));
  }

  private ModelView view(
      ModelSummary model, List<ModelScore> scores, ModelWords words, LogState log, String address) {
    Optional<ModelFacts> facts = models.facts(model.model());
    List<String> revisions = models.revisions(model.model());
    ModelHistories.Drawn drawn = histories.of(model.model());
    var rows = new ModelRowsView(boards, bands, model);
    List<ModelView.Group> groups = rows.groups(scores);
    long shown = groups.stream().mapToLong(group -> group.rows().size()).sum();
    long flagged =
        groups.stream()
            .flatMap(group -> group.rows().stream())
            .filter(ModelView.Row::isFlagged)
            .count();
    int slash = model.model().indexOf('/');
    String href = Addresses.model(model.model());
    String base = model.baseModel();
    return new ModelView(
        model.model(),
        model.model().substring(0, slash + 1),
        model.model().substring(slash + 1),
        href,
        facts(model, facts, revisions),
        base == null ? null : new Link(base, Addresses.model(base), false),
        words.conclusion(),
        words.reason(),
        standings(scores),
        figures(model),
        legend(model),
        ModelRowsView.axis(),
        groups,
        flagged * 5 <= shown,
        Words.count(model.results(), "current result", "current results"),
        unknown(scores),
        drawn.revisions(),
        revised(revisions),
        drawn.versions(),
        derived(model.model()),
        feed.newest(new FeedFilter(List.of(), null, model.model()), EVENTS).stream()
            .map(event -> EventView.of(event, log.now()))
            .toList(),
        ModelCite.of(model, log, address),
        links(model, href),
        data(model, address));
  }

  private static List<String> facts(
      ModelSummary model, Optional<ModelFacts> stated, List<String> revisions) {
    var facts = new ArrayList<String>();
    facts.add(
        model.parameters() == null
            ? "size not known"
            : Words.size(model.parameters()) + " parameters");
    if (!revisions.isEmpty()) {
      facts.add(
          revisions.size() == 1
              ? "revision " + Words.beginning(revisions.getFirst(), 16)
              : Words.count(revisions.size()) + " revisions");
    }
    facts.add(
        stated
            .map(said -> said.licence() == null ? "licence not stated" : said.licence())
            .orElse("its owner states nothing about it"));
    stated.map(ModelFacts::access).filter(word -> !word.equals("unknown")).ifPresent(facts::add);
    return facts;
  }

  private static List<ModelView.Standing> standings(List<ModelScore> scores) {
    Map<String, Long> counts =
        scores.stream()
            .collect(
                Collectors.groupingBy(
                    ModelScore::standing, LinkedHashMap::new, Collectors.counting()));
    return BoardQuery.STANDINGS.stream()
        .filter(counts::containsKey)
        .map(word -> new ModelView.Standing(word, Words.count(counts.getOrDefault(word, 0L))))
        .toList();
  }

  private List<BenchmarkView.Figure> figures(ModelSummary model) {
    Transparency told = models.transparency(model.model());
    String share = told.share();
    return List.of(
        new BenchmarkView.Figure(
            "Flagged",
            Words.count(model.flagged()),
            "of " + Words.count(model.results()),
            "suspicion from " + threshold(),
            model.flagged() > 0),
        new BenchmarkView.Figure(
            "Evaluators",
            Words.count(model.submitters()),
            "",
            Words.count(model.thirdParty(), "result", "results") + " by third parties",
            false),
        new BenchmarkView.Figure(
            "Transparency",
            share == null ? "not known" : Words.percent(new BigDecimal(share)),
            share == null ? "" : "%",
            share == null
                ? "no evaluation to read"
                : "of what could be stated is, in "
                    + Words.count(told.read(), "evaluation", "evaluations"),
            false));
  }

  private String threshold() {
    return Words.fixed(BigDecimal.valueOf(Thresholds.of(registry.ledger()).flagged()), 2);
  }

  private String legend(ModelSummary model) {
    Long size = model.parameters();
    String of =
        size == null
            ? "Models of its size (not known)"
            : SizeAxis.billions(size / ModelRowsView.HALF_OCTAVE)
                + "\u2013"
                + SizeAxis.billions(size * ModelRowsView.HALF_OCTAVE)
                + "\u2009B models";
    return Legend.range(of, 80, threshold()).html();
  }

  /** Dimensions that no result of the model is about. */
  private static String unknown(List<ModelScore> scores) {
    List<String> known = scores.stream().map(ModelScore::dimension).distinct().toList();
    List<String> names =
        DIMENSIONS.stream()
            .filter(name -> !known.contains(name))
            .map(name -> name.replace('-', ' '))
            .toList();
    if (names.size() < 2) {
      return String.join("", names);
    }
    return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  private static String revised(List<String> revisions) {
    return switch (revisions.size()) {
      case 0 -> "No result names a revision.";
      case 1 -> "One revision so far. A chart appears with the second.";
      default ->
          "Scores by revision, one scale for all panels; the figure is the last change in points.";
    };
  }

  private List<Link> derived(String model) {
    return models.find(new ModelFilter(null, model, null, null, null, -1, DERIVED)).stream()
        .map(one -> new Link(one.model(), Addresses.model(one.model()), false))
        .toList();
  }

  private static String atom(ModelSummary model) {
    return Frame.ALL_ENTRIES + "?model=" + Addresses.query(model.model());
  }

  private static ModelView.Links links(ModelSummary model, String href) {
    return new ModelView.Links(
        href + "/scores.csv",
        href + "/scores.ndjson",
        "/v1" + href,
        "/v1" + href + "/brief",
        atom(model),
        "/compare?model=" + Addresses.query(model.model()),
        href + "/results");
  }

  private static String data(ModelSummary model, String address) {
    String href = address + Addresses.model(model.model());
    @Nullable String base = model.baseModel();
    var about = Json.object().put("@type", "SoftwareApplication").put("name", model.model());
    if (base != null) {
      about.put("isBasedOn", base);
    }
    return JsonData.dataset(
        "Results of " + model.model(),
        "Signed evaluation results of the AI model " + model.model() + ".",
        href,
        href + "/scores.csv",
        about.build());
  }
}
