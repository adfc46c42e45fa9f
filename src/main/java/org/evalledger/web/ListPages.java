package org.evalledger.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.catalogue.Benchmarks;
import org.evalledger.catalogue.Holdings;
import org.evalledger.catalogue.MeasuredBenchmark;
import org.evalledger.catalogue.ModelFilter;
import org.evalledger.catalogue.ModelSummary;
import org.evalledger.catalogue.Models;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/** All models, and all benchmarks. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class ListPages {
  private static final int ROWS = 50;
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,13}");

  private final Benchmarks benchmarks;
  private final Models models;
  private final Holdings holdings;
  private final Pages pages;

  ListPages(Benchmarks benchmarks, Models models, Holdings holdings, Pages pages) {
    this.benchmarks = benchmarks;
    this.models = models;
    this.holdings = holdings;
    this.pages = pages;
  }

  @Get("/benchmarks{?dimension,after}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> benchmarks(
      @Nullable @QueryValue String dimension, @Nullable @QueryValue String after) {
    String wanted = dimension == null || dimension.isBlank() ? null : dimension;
    List<Benchmarks.Registered> found = benchmarks.find(wanted, after(after), ROWS + 1);
    Map<String, MeasuredBenchmark> measured =
        holdings.totals().measured().stream()
            .collect(Collectors.toMap(MeasuredBenchmark::id, Function.identity(), (a, b) -> a));
    List<Benchmarks.Registered> page = first(found);
    var view =
        new ListView(
            "Benchmarks",
            sentence("benchmark", "benchmarks", page.size(), wanted == null ? "" : wanted),
            dimensions(wanted),
            wanted,
            "/benchmarks",
            List.of("Benchmark", "Dimension", "Metric", "Items", "Models"),
            page.stream().map(one -> row(one, measured)).toList(),
            found.size() > ROWS
                ? "/benchmarks?after="
                    + page.getLast().firstEntry()
                    + (wanted == null ? "" : "&dimension=" + Addresses.query(wanted))
                : null);
    Frame frame =
        pages.frame("/benchmarks", "Benchmarks", "Benchmarks that are registered in the ledger.");
    return pages.show(
        "lists/page", wanted == null && after == null ? frame : frame.unlisted(), view);
  }

  private List<Link> dimensions(@Nullable String wanted) {
    return benchmarks.find(null, -1, 1_000).stream()
        .map(one -> one.newest().statement().dimension())
        .distinct()
        .sorted()
        .map(
            name ->
                new Link(
                    name, "/benchmarks?dimension=" + Addresses.query(name), name.equals(wanted)))
        .toList();
  }

  private static ListView.Row row(
      Benchmarks.Registered one, Map<String, MeasuredBenchmark> measured) {
    var stated = one.newest().statement();
    Long items = stated.items();
    MeasuredBenchmark known = measured.get(one.id());
    String metric =
        stated.metrics().stream()
            .filter(Metric::primary)
            .findFirst()
            .or(() -> stated.metrics().stream().findFirst())
            .map(Metric::id)
            .orElse("");
    return new ListView.Row(
        "",
        one.id(),
        Addresses.benchmark(one.id()),
        List.of(
            new ListView.Cell(stated.dimension(), false),
            new ListView.Cell(metric, false),
            new ListView.Cell(items == null ? "not known" : Words.count(items), true),
            new ListView.Cell(known == null ? "few or none" : Words.count(known.models()), true)),
        false);
  }

  @Get("/models{?namespace,after}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> models(
      @Nullable @QueryValue String namespace, @Nullable @QueryValue String after) {
    String wanted = namespace == null || namespace.isBlank() ? null : namespace;
    if (wanted != null && wanted.indexOf('\0') >= 0) {
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, "namespace is no name.");
    }
    List<ModelSummary> found =
        models.find(new ModelFilter(wanted, null, null, null, null, after(after), ROWS + 1));
    List<ModelSummary> page = first(found);
    var view =
        new ListView(
            "Models",
            sentence("model", "models", page.size(), wanted == null ? "" : wanted),
            wanted == null
                ? List.of()
                : List.of(new Link(wanted, "/models?namespace=" + Addresses.query(wanted), true)),
            wanted,
            "/models",
            List.of("Model", "Size", "Made from", "Results", "Flagged", "Newest"),
            page.stream().map(ListPages::row).toList(),
            found.size() > ROWS
                ? "/models?after="
                    + page.getLast().firstEntry()
                    + (wanted == null ? "" : "&namespace=" + Addresses.query(wanted))
                : null);
    Frame frame = pages.frame("/models", "Models", "Models with results in the ledger.");
    return pages.show(
        "lists/page", wanted == null && after == null ? frame : frame.unlisted(), view);
  }

  private static ListView.Row row(ModelSummary model) {
    int slash = model.model().indexOf('/');
    return new ListView.Row(
        model.model().substring(0, slash + 1),
        model.model().substring(slash + 1),
        Addresses.model(model.model()),
        List.of(
            new ListView.Cell(Words.size(model.parameters()), true),
            new ListView.Cell(
                Words.beginning(Optional.ofNullable(model.baseModel()).orElse("not named"), 40),
                false),
            new ListView.Cell(Words.count(model.results()), true),
            new ListView.Cell(Words.count(model.flagged()), true),
            new ListView.Cell(
                Optional.ofNullable(model.newestAt()).map(Words::date).orElse("none"), true)),
        model.flagged() > 0);
  }

  private static String sentence(String one, String many, int shown, String filter) {
    return shown == 0
        ? "There is no " + one + (filter.isEmpty() ? " yet." : " of " + filter + ".")
        : Stream.of(
                Words.count(shown, one, many),
                filter.isEmpty() ? "" : " of " + filter,
                " on this page, those named first in the log first.")
            .collect(Collectors.joining());
  }

  private static <T> List<T> first(List<T> found) {
    return found.subList(0, Math.min(found.size(), ROWS));
  }

  private static long after(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return -1;
    }
    if (!INDEX.matcher(text).matches()) {
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, "after is no index of an entry.");
    }
    return Long.parseLong(text);
  }
}
