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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import org.evalledger.access.Allowed;
import org.evalledger.access.Caller;
import org.evalledger.access.SignIn;
import org.evalledger.review.CaseFile;
import org.evalledger.review.CaseFiles;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Role;
import org.jspecify.annotations.Nullable;

/** The file of a case, which everybody reads, and the form in which a reviewer decides. */
@Controller("/cases")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class CasePage {
  private final CaseFiles files;
  private final CaseViews views;
  private final CasePoints points;
  private final Decisions decisions;
  private final SignIn signIn;
  private final Pages pages;

  CasePage(
      CaseFiles files,
      CaseViews views,
      CasePoints points,
      Decisions decisions,
      SignIn signIn,
      Pages pages) {
    this.files = files;
    this.views = views;
    this.points = points;
    this.decisions = decisions;
    this.signIn = signIn;
    this.pages = pages;
  }

  @Get("/{id}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(@PathVariable String id, HttpRequest<?> request, Caller caller) {
    CaseFile file = file(id);
    return show(HttpStatus.OK, file, caller, CaseViews.Tried.said(said(file, request)));
  }

  /** What the log holds of what this visitor just sent: an address alone proves nothing. */
  private static String said(CaseFile file, HttpRequest<?> request) {
    String sent = request.getParameters().get("said", String.class, "");
    return file.events().stream()
        .filter(event -> String.valueOf(event.index()).equals(sent))
        .findFirst()
        .map(
            event ->
                "Entry %s of the log is this %s%s."
                    .formatted(
                        Words.count(event.index()),
                        event.kind(),
                        event.kind().equals("report") ? "" : ", and counts from now on"))
        .orElse("");
  }

  /** The figures of one of its pictures, for the script that lets one explore it. */
  @Get("/{id}/points{?plot}")
  @Produces(MediaType.APPLICATION_JSON)
  HttpResponse<byte[]> points(@PathVariable String id, @Nullable @QueryValue String plot) {
    CaseFile file = file(id);
    return HttpResponse.ok(
        ("profile".equals(plot) ? points.profile(file) : points.sizes(file))
            .orElseThrow(
                () ->
                    new HttpStatusException(HttpStatus.NOT_FOUND, "The case has no such picture."))
            .canonical()
            .toArray());
  }

  /** A decision of the reviewer who is signed in; the page again where it is not taken. */
  @Post("/{id}/decisions")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @Allowed(Role.REVIEWER)
  HttpResponse<?> decide(
      HttpRequest<?> request, @PathVariable String id, @Body byte[] body, Caller caller) {
    CaseFile file = file(id);
    CaseId about = CaseId.parse(id).orElseThrow();
    PostedForm form = PostedForm.read(body);
    return switch (decisions.take(caller.identity().orElseThrow(), about, form)) {
      case Taken.Entered(var index) ->
          HttpResponse.seeOther(URI.create(Addresses.caseFile(id) + "?said=" + index));
      case Taken.Refused(var status, var why) ->
          show(HttpStatus.valueOf(status), file, caller, new CaseViews.Tried(form, why, ""));
    };
  }

  private CaseFile file(String id) {
    return CaseId.parse(id)
        .flatMap(files::find)
        .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "There is no such case."));
  }

  private HttpResponse<byte[]> show(
      HttpStatus status, CaseFile file, Caller caller, CaseViews.Tried tried) {
    String href = Addresses.caseFile(file.summary().id());
    Frame frame =
        pages
            .frame(
                href,
                "Case " + file.summary().id(),
                "What is in doubt, what it is held against, and what was decided.")
            .unlisted()
            .withScript("review.mjs")
            .withScript("explore.mjs");
    VisitorView visitor = VisitorView.of(caller, signIn, href);
    CaseView view = views.view(file, visitor, tried, frame.stateOfLog().now());
    return pages.show(status, "cases/page", frame, view);
  }
}
