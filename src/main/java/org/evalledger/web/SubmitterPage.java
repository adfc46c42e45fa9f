package org.evalledger.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.evalledger.catalogue.StandingCount;
import org.evalledger.catalogue.SubmitterResults;
import org.evalledger.feed.Feed;
import org.evalledger.feed.FeedFilter;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.RegisteredKey;
import org.evalledger.ledger.Submitter;
import org.evalledger.registry.Registry;
import org.evalledger.review.CaseFiles;
import org.evalledger.review.CasesOfSubmitter;
import org.evalledger.statement.Ids;
import org.evalledger.statement.Role;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/** Who submits: keys, rights, and what came of their results. */
@Controller("/submitters")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class SubmitterPage {
  private static final int ROWS = 50;
  private static final int EVENTS = 10;

  private final Registry registry;
  private final SubmitterResults results;
  private final CaseFiles cases;
  private final Feed feed;
  private final Pages pages;

  SubmitterPage(
      Registry registry, SubmitterResults results, CaseFiles cases, Feed feed, Pages pages) {
    this.registry = registry;
    this.results = results;
    this.cases = cases;
    this.feed = feed;
    this.pages = pages;
  }

  @Get("{?after}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> list(@Nullable @QueryValue String after) {
    Ledger ledger = registry.now();
    List<Submitter> found =
        ledger.submitters().stream()
            .filter(one -> after == null || one.id().value().compareTo(after) > 0)
            .sorted(Comparator.comparing(one -> one.id().value()))
            .limit(ROWS + 1)
            .toList();
    List<Submitter> page = found.subList(0, Math.min(ROWS, found.size()));
    var view =
        new ListView(
            "Submitters",
            page.isEmpty()
                ? "There is no submitter here."
                : Words.count(page.size(), "submitter", "submitters")
                    + " on this page, in the order of their names.",
            List.of(),
            null,
            "/submitters",
            List.of("Submitter", "Organisation", "Roles", "Namespaces", "Keys"),
            page.stream().map(SubmitterPage::row).toList(),
            found.size() > ROWS
                ? "/submitters?after=" + Addresses.query(page.getLast().id().value())
                : null);
    Frame frame =
        pages.frame("/submitters", "Submitters", "Who has registered keys with this ledger.");
    return pages.show("lists/page", after == null ? frame : frame.unlisted(), view);
  }

  private static ListView.Row row(Submitter one) {
    return new ListView.Row(
        "",
        one.id().value(),
        Addresses.submitter(one.id().value()),
        List.of(
            new ListView.Cell(Words.beginning(one.organisation(), 40), false),
            new ListView.Cell(Words.beginning(roles(one), 60), false),
            new ListView.Cell(Words.beginning(joined(one.namespaces()), 60), false),
            new ListView.Cell(Words.count(one.keys().size()), true)),
        false);
  }

  private static String roles(Submitter one) {
    return joined(one.roles().stream().map(Role::word).toList());
  }

  private static String joined(Collection<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  @Get("/{id}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> one(@PathVariable String id) {
    Ledger ledger = registry.now();
    Submitter submitter =
        (Ids.isId(id) ? ledger.submitter(new SubmitterId(id)) : Optional.<Submitter>empty())
            .orElseThrow(
                () ->
                    new HttpStatusException(
                        HttpStatus.NOT_FOUND, "Nobody of that name has a key here."));
    Frame frame =
        pages
            .frame(Addresses.submitter(id), id, "Keys, rights and results of " + id + ".")
            .withAtom(Frame.ALL_ENTRIES + "?submitter=" + Addresses.query(id));
    return pages.show("submitters/one", frame, view(submitter, ledger, frame.stateOfLog().now()));
  }

  private SubmitterView view(Submitter submitter, Ledger ledger, Instant now) {
    String id = submitter.id().value();
    List<StandingCount> counts = results.standings(id);
    CasesOfSubmitter decided = cases.ofSubmitter(id);
    List<SubmitterView.Key> keys =
        submitter.keys().stream()
            .flatMap(kid -> ledger.key(kid).stream())
            .map(key -> key(key, now))
            .toList();
    return new SubmitterView(
        id,
        List.of("of " + submitter.organisation(), roles(submitter)),
        conclusion(counts),
        reason(counts, decided),
        counts.stream()
            .map(one -> new ModelView.Standing(one.standing(), Words.count(one.results())))
            .toList(),
        figures(counts, decided, keys),
        about(submitter),
        keys,
        feed.newest(new FeedFilter(List.of(), id, null), EVENTS).stream()
            .map(event -> EventView.of(event, now))
            .toList(),
        "/entries?submitter=" + Addresses.query(id),
        "/v1" + Addresses.submitter(id));
  }

  private static long all(List<StandingCount> counts) {
    return counts.stream().mapToLong(StandingCount::results).sum();
  }

  private static long flagged(List<StandingCount> counts) {
    return counts.stream().mapToLong(StandingCount::flagged).sum();
  }

  private static String conclusion(List<StandingCount> counts) {
    if (counts.isEmpty()) {
      return "It has reported no result.";
    }
    return flagged(counts) == 0
        ? "None of its results is flagged."
        : Words.count(flagged(counts), "result is", "results are") + " in doubt.";
  }

  private static String reason(List<StandingCount> counts, CasesOfSubmitter decided) {
    String newest =
        all(counts) < SubmitterResults.NEWEST
            ? ""
            : "Counted over its newest " + Words.count(SubmitterResults.NEWEST) + " results. ";
    return newest
        + (decided.cases() == 0
            ? "No case was opened about its results."
            : "%s about its results: %s confirmed, %s cleared."
                .formatted(
                    Words.count(decided.cases(), "case", "cases"),
                    Words.count(decided.confirmed()),
                    Words.count(decided.cleared())));
  }

  private static List<BenchmarkView.Figure> figures(
      List<StandingCount> counts, CasesOfSubmitter decided, List<SubmitterView.Key> keys) {
    long all = all(counts);
    String share =
        all == 0
            ? "not known"
            : Words.percentSign(
                BigDecimal.valueOf(flagged(counts))
                    .divide(BigDecimal.valueOf(all), 6, RoundingMode.HALF_UP));
    return List.of(
        new BenchmarkView.Figure(
            "Flagged",
            share,
            all == 0 ? "" : "of " + Words.count(all),
            "flagged or inconsistent",
            flagged(counts) > 0),
        new BenchmarkView.Figure(
            "Cases confirmed",
            Words.count(decided.confirmed()),
            "of " + Words.count(decided.cases()),
            Words.count(decided.cleared()) + " cleared",
            decided.confirmed() > 0),
        new BenchmarkView.Figure(
            "Active keys",
            Words.count(keys.stream().filter(key -> key.state().equals("active")).count()),
            "of " + Words.count(keys.size()),
            "as of now",
            false));
  }

  private static List<EntryView.Fact> about(Submitter submitter) {
    var about = new ArrayList<EntryView.Fact>();
    about.add(new EntryView.Fact("Organisation", submitter.organisation()));
    about.add(new EntryView.Fact("Affiliations", joined(submitter.affiliations())));
    about.add(new EntryView.Fact("Roles", roles(submitter)));
    about.add(
        new EntryView.Fact(
            "Namespaces",
            submitter.namespaces().isEmpty()
                ? "none: its results of models are a third party\u2019s"
                : submitter.namespaces().stream()
                    .map(name -> name + "/")
                    .collect(Collectors.joining(", "))));
    return about;
  }

  private static SubmitterView.Key key(RegisteredKey key, Instant now) {
    var revoked = key.revoked();
    Instant compromised = key.compromisedSince();
    String state =
        revoked != null
            ? "revoked by entry " + Words.count(revoked.value())
            : key.waiting(now) ? "waiting" : "active";
    return new SubmitterView.Key(
        key.key().thumbprint().value(),
        key.key().algorithm().jwa(),
        compromised == null ? state : state + ", doubted since " + Words.date(compromised),
        compromised != null,
        Words.count(key.registered().value()),
        Addresses.entry(key.registered().value()));
  }
}
