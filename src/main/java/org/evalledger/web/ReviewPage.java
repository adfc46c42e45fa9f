package org.evalledger.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.access.Allowed;
import org.evalledger.access.Caller;
import org.evalledger.access.SignIn;
import org.evalledger.registry.Registry;
import org.evalledger.review.Assigned;
import org.evalledger.review.Assignments;
import org.evalledger.review.CaseFiles;
import org.evalledger.review.Who;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Role;

/** The reviewers' inbox, which everybody reads. */
@Controller("/review")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class ReviewPage {
  /** Cases that one form assigns, at most. */
  private static final int MOST = 200;

  private final CaseFiles files;
  private final CasePreviews previews;
  private final ReviewRows rows;
  private final Assignments assignments;
  private final Registry registry;
  private final SignIn signIn;
  private final Pages pages;

  ReviewPage(
      CaseFiles files,
      CasePreviews previews,
      ReviewRows rows,
      Assignments assignments,
      Registry registry,
      SignIn signIn,
      Pages pages) {
    this.files = files;
    this.previews = previews;
    this.rows = rows;
    this.assignments = assignments;
    this.registry = registry;
    this.signIn = signIn;
    this.pages = pages;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(HttpRequest<?> request, Caller caller) {
    ReviewQuery query = ReviewQuery.of(request.getParameters());
    Frame frame =
        pages
            .frame("/review", "Review", "What is in doubt, sorted by expected harm.")
            .withScript("review.mjs");
    VisitorView visitor = VisitorView.of(caller, signIn, query.here());
    Optional<Who> who = caller.identity().map(one -> Who.of(registry.now(), one.asAnybody()));
    return pages.show(
        "review/page",
        frame,
        rows.view(query, visitor, who.map(Who::name).orElse(null), frame.stateOfLog().now()));
  }

  /** One case at a glance, as a script asks for it. */
  @Get("/preview/{id}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> preview(@PathVariable String id) {
    return CaseId.parse(id)
        .flatMap(files::find)
        .map(previews::of)
        .map(one -> pages.part("review/preview", one))
        .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "There is no such case."));
  }

  /** Takes the chosen cases for the reviewer who is signed in, or gives them back. */
  @Post("/assignments")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Allowed(Role.REVIEWER)
  HttpResponse<?> assign(@Body byte[] body, Caller caller) {
    PostedForm form = PostedForm.read(body);
    Who who = Who.of(registry.now(), caller.identity().orElseThrow().as(Role.REVIEWER));
    List<CaseId> ids =
        form.all("cases").stream().limit(MOST).flatMap(id -> CaseId.parse(id).stream()).toList();
    String said = form.one("action").equals("release") ? released(who, ids) : assigned(who, ids);
    String back = form.one("back");
    String page = back.startsWith("/review") ? back : "/review";
    return HttpResponse.seeOther(
        URI.create(page + (page.contains("?") ? "&" : "?") + "said=" + Addresses.query(said)));
  }

  private String released(Who who, List<CaseId> ids) {
    ids.forEach(id -> assignments.release(who, id));
    return "given-back." + ids.size();
  }

  /** How many of each outcome, as a code that the page puts into words. */
  private String assigned(Who who, List<CaseId> ids) {
    var counts = new int[4];
    for (CaseId id : ids) {
      counts[
          switch (assignments.assign(who, id)) {
            case Assigned.Theirs theirs -> 0;
            case Assigned.Taken taken -> 1;
            case Assigned.Interested interested -> 2;
            case Assigned.Missing missing -> 3;
            case Assigned.Decided decided -> 3;
          }]++;
    }
    return "assigned.%d.%d.%d.%d".formatted(counts[0], counts[1], counts[2], counts[3]);
  }

  /** The code of {@link #assigned} in words; empty for any other text. */
  static String words(String said) {
    if (!said.matches("assigned(\\.[0-9]{1,3}){4}|given-back\\.[0-9]{1,3}")) {
      return "";
    }
    String[] parts = said.split("\\.", -1);
    if (parts.length == 2) {
      return Words.count(Long.parseLong(parts[1]), "case", "cases") + " given back.";
    }
    List<String> words =
        List.of(
            " assigned to you",
            " not: somebody else works on it",
            " not: it concerns your own organisation, or yours is not known",
            " not: it is decided or not there");
    var told = new ArrayList<String>();
    for (int i = 0; i < words.size(); i++) {
      long count = Long.parseLong(parts[i + 1]);
      if (count > 0) {
        told.add(Words.count(count, "case", "cases") + words.get(i));
      }
    }
    return told.isEmpty() ? "No case was chosen." : String.join("; ", told) + ".";
  }
}
