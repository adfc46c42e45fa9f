package org.evalledger.web;

import io.micronaut.http.HttpHeaders;
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
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.evalledger.catalogue.ModelScore;
import org.evalledger.catalogue.Models;
import org.evalledger.log.LogReader;

/**
 * One result of a model: how it was got, what each task of it gave, and what was checked. It opens
 * under the result's row; without a script it is a page.
 */
@Controller("/models")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class ModelDetailPage {
  private static final String BY_HTMX = "HX-Request";
  private static final int TASKS = 200;

  private final Models models;
  private final EntryFile file;
  private final LogReader log;
  private final Pages pages;

  ModelDetailPage(Models models, EntryFile file, LogReader log, Pages pages) {
    this.models = models;
    this.file = file;
    this.log = log;
    this.pages = pages;
  }

  @Get("/{namespace}/{name}/results/{index}/{result}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(
      HttpRequest<?> request,
      @PathVariable String namespace,
      @PathVariable String name,
      @PathVariable long index,
      @PathVariable int result) {
    String model = namespace + "/" + name;
    List<ModelScore> scores = model.indexOf('\0') >= 0 ? List.of() : models.current(model);
    ModelScore score =
        scores.stream()
            .filter(one -> one.index() == index && one.result() == result)
            .findFirst()
            .orElseThrow(
                () ->
                    new HttpStatusException(
                        HttpStatus.NOT_FOUND, "No current result of this model lies there."));
    ModelDetailView view = view(model, score, scores);
    boolean isPart = request.getHeaders().contains(BY_HTMX);
    return (isPart
            ? pages.part("models/detail", view)
            : pages.show("models/detailed", frame(view).unlisted(), view))
        .header(HttpHeaders.VARY, BY_HTMX);
  }

  private Frame frame(ModelDetailView view) {
    return pages.frame(
        view.modelHref() + "/results",
        view.title(),
        "Settings, tasks and checks of " + view.title() + ".");
  }

  private ModelDetailView view(String model, ModelScore score, List<ModelScore> scores) {
    EntryFile.Detail detail =
        log.entry(score.index())
            .map(entry -> file.detail(entry, score.result()))
            .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "No such entry."));
    List<ModelScore> tasks =
        scores.stream()
            .filter(one -> one.task() != null && isLike(one, score))
            .sorted(Comparator.comparing(one -> Objects.requireNonNull(one.task())))
            .toList();
    return new ModelDetailView(
        model,
        Addresses.model(model),
        model + " on " + score.benchmark(),
        detail.summary(),
        detail.settings(),
        detail.facts(),
        detail.judged().orElse(null),
        tasks.stream().limit(TASKS).map(ModelResultsView.Row::of).toList(),
        tasks.size() > TASKS ? "The first " + TASKS + " of " + Words.count(tasks.size()) + "." : "",
        Words.count(score.index()),
        Addresses.entry(score.index()) + "#result-" + score.result());
  }

  /** Whether one is a part of the other, by the same submitter. */
  private static boolean isLike(ModelScore one, ModelScore whole) {
    return one.benchmark().equals(whole.benchmark())
        && one.benchmarkVersion().equals(whole.benchmarkVersion())
        && one.submitter().equals(whole.submitter())
        && Objects.equals(one.revision(), whole.revision());
  }
}
