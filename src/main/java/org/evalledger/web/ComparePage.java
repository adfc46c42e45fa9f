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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.Benchmarks;
import org.evalledger.catalogue.ComparisonRow;
import org.evalledger.catalogue.Comparisons;
import org.evalledger.catalogue.Found;
import org.evalledger.catalogue.ModelFilter;
import org.evalledger.catalogue.ModelSummary;
import org.evalledger.catalogue.Models;
import org.evalledger.catalogue.Search;
import org.evalledger.statement.Metric;

/** Up to six models side by side; the address says which. */
@Controller("/compare")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class ComparePage {
  private static final int MOST = 60;
  private static final int SUGGESTED = 8;
  private static final String MODEL = "model";

  private final Comparisons comparisons;
  private final Models models;
  private final Benchmarks benchmarks;
  private final Bands bands;
  private final Search search;
  private final Pages pages;

  ComparePage(
      Comparisons comparisons,
      Models models,
      Benchmarks benchmarks,
      Bands bands,
      Search search,
      Pages pages) {
    this.comparisons = comparisons;
    this.models = models;
    this.benchmarks = benchmarks;
    this.bands = bands;
    this.search = search;
    this.pages = pages;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(HttpRequest<?> request) {
    List<String> asked =
        request.getParameters().getAll(MODEL).stream()
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    CompareView view = view(asked);
    Frame frame =
        pages.frame(
            "/compare",
            asked.isEmpty() ? "Compare models" : "Compare " + String.join(", ", view.names()),
            view.conclusion() + " " + view.reason());
    return pages.show("compare/page", asked.isEmpty() ? frame : frame.unlisted(), view);
  }

  private CompareView view(List<String> asked) {
    if (asked.size() > 2 * Comparisons.MAX_MODELS
        || asked.stream().anyMatch(one -> one.length() > Search.MAX_QUERY || hasNul(one))) {
      throw new HttpStatusException(
          HttpStatus.BAD_REQUEST, "model is given up to six times, each a model's name.");
    }
    var faults = new ArrayList<String>();
    var found = new ArrayList<ModelSummary>();
    var candidates = new ArrayList<String>();
    for (String name : asked) {
      Optional<ModelSummary> model = models.summary(name);
      if (model.isEmpty()) {
        faults.add("Nobody spoke about a model named " + name + ".");
        search.find(name, MODEL, -1, -1, SUGGESTED).stream()
            .map(Found::id)
            .forEach(candidates::add);
      } else if (found.size() == Comparisons.MAX_MODELS) {
        faults.add("Six models are shown, and " + name + " is left out.");
      } else {
        found.add(model.get());
      }
    }
    return view(found, faults, candidates);
  }

  private static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  private CompareView view(
      List<ModelSummary> compared, List<String> faults, List<String> candidates) {
    List<String> names = compared.stream().map(ModelSummary::model).toList();
    boolean canAdd = names.size() < Comparisons.MAX_MODELS;
    List<ComparisonRow> all = names.size() < 2 ? List.of() : comparisons.of(names).rows();
    List<ComparisonRow> whole = all.stream().filter(ComparePage::isWhole).toList();
    var rows = new CompareRows(bands, compared);
    var words = new CompareWords(compared);
    var differences = new ArrayList<CompareView.Difference>();
    var groups = new ArrayList<CompareView.Group>();
    for (ComparisonRow row : whole) {
      Optional<Metric> metric = metric(row);
      metric.ifPresent(one -> words.add(row, one));
      if (differences.size() < MOST && metric.isPresent()) {
        differences.add(rows.difference(row, metric.get()));
        groups.add(rows.group(row, metric.get()));
      }
    }
    return new CompareView(
        words.conclusion(),
        words.reason(),
        faults,
        compared.stream().map(one -> model(one, names)).toList(),
        names,
        canAdd,
        canAdd ? suggestions(compared, names, candidates) : List.of(),
        differences,
        CompareRows.axis(),
        groups,
        left(all.size() - differences.size()),
        "/v1" + address(names));
  }

  private static boolean isWhole(ComparisonRow row) {
    return row.task() == null && row.variant() == null;
  }

  private Optional<Metric> metric(ComparisonRow row) {
    return benchmarks
        .of(row.benchmark())
        .flatMap(
            known ->
                known.versions().stream()
                    .filter(
                        one -> one.statement().benchmark().version().equals(row.benchmarkVersion()))
                    .findFirst())
        .flatMap(version -> version.metric(row.metric()));
  }

  private static String left(int rows) {
    return rows == 0
        ? ""
        : Words.count(rows, "more measurement", "more measurements")
            + " in common, mostly of single tasks, "
            + (rows == 1 ? "is" : "are")
            + " in the JSON.";
  }

  private static CompareView.Model model(ModelSummary one, List<String> names) {
    int slash = one.model().indexOf('/');
    String href = Addresses.model(one.model());
    return new CompareView.Model(
        one.model().substring(0, slash + 1),
        one.model().substring(slash + 1),
        href,
        one.parameters() == null ? "size not known" : Words.size(one.parameters()),
        Words.count(one.results(), "result", "results"),
        address(names.stream().filter(name -> !name.equals(one.model())).toList()),
        href + "/scores.csv");
  }

  /** What was meant by a name that nobody has; else models of the last one's size. */
  private List<Link> suggestions(
      List<ModelSummary> compared, List<String> names, List<String> candidates) {
    List<String> named = candidates.isEmpty() ? alike(compared) : candidates;
    return named.stream()
        .filter(name -> !names.contains(name))
        .distinct()
        .limit(SUGGESTED)
        .map(
            name ->
                new Link(
                    name, address(Stream.concat(names.stream(), Stream.of(name)).toList()), false))
        .toList();
  }

  private List<String> alike(List<ModelSummary> compared) {
    Long size = compared.isEmpty() ? null : compared.getLast().parameters();
    Long from = size == null ? null : (long) (size / ModelRowsView.HALF_OCTAVE);
    Long to = size == null ? null : (long) (size * ModelRowsView.HALF_OCTAVE);
    int limit = SUGGESTED + Comparisons.MAX_MODELS;
    return models.find(new ModelFilter(null, null, null, from, to, -1, limit)).stream()
        .map(ModelSummary::model)
        .toList();
  }

  private static String address(List<String> names) {
    return "/compare"
        + (names.isEmpty() ? "" : "?")
        + names.stream()
            .map(name -> MODEL + "=" + Addresses.query(name))
            .collect(Collectors.joining("&"));
  }
}
