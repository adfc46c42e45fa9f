package org.evalledger.web;

import io.micronaut.http.HttpRequest;
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
import org.evalledger.log.Head;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.evalledger.merkle.InclusionProof;

/** An entry: what it says, what it is worth, and its proof for the reader's own browser. */
@Controller("/entries/{index}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class EntryPage {
  private final LogReader log;
  private final EntryFile file;
  private final Pages pages;
  private final Site site;

  EntryPage(LogReader log, EntryFile file, Pages pages, Site site) {
    this.log = log;
    this.file = file;
    this.pages = pages;
    this.site = site;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(HttpRequest<?> request, @PathVariable long index) {
    LogEntry entry = entry(index);
    Head head = log.head();
    EntryView view = file.view(entry, path(entry, head), head, site.address(request));
    Frame frame =
        pages
            .frame(
                Addresses.entry(index),
                "Entry " + view.number(),
                view.conclusion() + " " + view.reason())
            .withScript("entry.mjs")
            .withCard(site.address(request));
    return pages.show("entries/one", frame, view);
  }

  /** The path to the root of another tree: the one that a bundle was checked against. */
  @Get("/path{?size}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> path(@PathVariable long index, @QueryValue long size) {
    LogEntry entry = entry(index);
    if (size <= index || size > log.head().size()) {
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, "The log was never of that size.");
    }
    InclusionProof proof = log.inclusion(index, size);
    return pages.part(
        "entries/path", new ProofPath(proof, entry.leafHash(), log.root(size)).svg().html());
  }

  private String path(LogEntry entry, Head head) {
    InclusionProof proof = log.inclusion(entry.index(), head.size());
    return new ProofPath(proof, entry.leafHash(), head.root()).svg().html();
  }

  private LogEntry entry(long index) {
    if (index < 0) {
      throw missing();
    }
    return log.entry(index).orElseThrow(EntryPage::missing);
  }

  private static HttpStatusException missing() {
    return new HttpStatusException(HttpStatus.NOT_FOUND, "The log has no such entry yet.");
  }
}
