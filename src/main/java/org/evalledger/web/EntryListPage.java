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
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.catalogue.Entries;
import org.evalledger.catalogue.EntryFilter;
import org.evalledger.json.JsonReader;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogPages;
import org.evalledger.record.EntryRecord;
import org.evalledger.statement.StatementType;
import org.jspecify.annotations.Nullable;

/** Entries in the order of the log: all of them, or those of a type, submitter or model. */
@Controller("/entries")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class EntryListPage {
  private static final int ROWS = 50;
  private static final long BYTES = 4L << 20;
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,13}");

  private final Entries entries;
  private final Pages pages;

  EntryListPage(Entries entries, Pages pages) {
    this.entries = entries;
    this.pages = pages;
  }

  @Get("{?after,type,submitter,model}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(
      @Nullable @QueryValue String after,
      @Nullable @QueryValue String type,
      @Nullable @QueryValue String submitter,
      @Nullable @QueryValue String model) {
    check(type, submitter, model);
    LogPages.Page found =
        entries.page(
            new EntryFilter(type, submitter, model, after == null ? -1 : index(after), ROWS),
            BYTES,
            false);
    List<LogEntry> shown = found.entries();
    String filter =
        Stream.of(type, submitter, model)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    var view =
        new ListView(
            "Entries",
            sentence(shown.size(), filter),
            List.of(),
            filter.isEmpty() ? null : filter,
            "/entries",
            List.of("Entry", "What", "About", "Submitter", "Received"),
            shown.stream().map(EntryListPage::row).toList(),
            found.more()
                ? "/entries?after=" + shown.getLast().index() + query(type, submitter, model)
                : null);
    Frame frame = pages.frame("/entries", "Entries", "All entries of the log, in its order.");
    return pages.show(
        "lists/page", filter.isEmpty() && after == null ? frame : frame.unlisted(), view);
  }

  private static void check(
      @Nullable String type, @Nullable String submitter, @Nullable String model) {
    boolean known = Stream.of(StatementType.values()).anyMatch(one -> one.word().equals(type));
    if (type != null && !known) {
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, "No statement has that type.");
    }
    if (Stream.of(submitter, model).filter(Objects::nonNull).anyMatch(EntryListPage::isNoName)) {
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, "Nothing has that name.");
    }
  }

  private static boolean isNoName(String name) {
    return name.length() > 513 || name.indexOf('\0') >= 0;
  }

  private static String sentence(int shown, String filter) {
    String of = filter.isEmpty() ? "" : " of " + filter;
    return shown == 0
        ? "There is no entry" + of + " here."
        : Words.count(shown, "entry", "entries") + of + " on this page, in the order of the log.";
  }

  private static String query(
      @Nullable String type, @Nullable String submitter, @Nullable String model) {
    return part("type", type) + part("submitter", submitter) + part("model", model);
  }

  private static String part(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + Addresses.query(value);
  }

  private static ListView.Row row(LogEntry entry) {
    EntryRecord record = EntryRecord.parse(entry.record());
    return new ListView.Row(
        "",
        Words.count(entry.index()),
        Addresses.entry(entry.index()),
        List.of(
            new ListView.Cell(record.type().word(), false),
            new ListView.Cell(Words.beginning(about(entry.facts()), 60), false),
            new ListView.Cell(Words.beginning(record.submitter().value(), 40), false),
            new ListView.Cell(Words.time(record.receivedAt()), true)),
        false);
  }

  private static String about(Bytes facts) {
    return JsonReader.read(facts) instanceof JsonReader.Value(var read)
        ? FactRows.text(read, "model", "id").orElse("no model")
        : "no model";
  }

  private static long index(String text) {
    if (!INDEX.matcher(text).matches()) {
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, "after is no index of an entry.");
    }
    return Long.parseLong(text);
  }
}
