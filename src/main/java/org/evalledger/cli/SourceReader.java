package org.evalledger.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.collector.Item;
import org.evalledger.collector.Listing;
import org.evalledger.collector.Neighbourhood;
import org.evalledger.collector.PullException;
import org.evalledger.collector.Source;
import org.evalledger.harness.Conversion;
import org.evalledger.harness.HarnessFile;
import org.evalledger.harness.HubRepository;
import org.evalledger.harness.Importer;
import org.evalledger.harness.Overrides;
import org.evalledger.harness.Provenance;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/** Tells what the files of a source hold. */
final class SourceReader {
  private final Listing listing;
  private final Neighbourhood neighbourhood;
  private final Provenance provenance;
  private final Importer importer;
  private final @Nullable HubRepository repository;
  private final Map<InputFile, Item> items = new LinkedHashMap<>();

  /**
   * @param submitter who passes the results on
   * @param ledgers origins that statements are meant for
   * @param importer that knows what that ledger registered
   */
  SourceReader(
      Source source,
      Listing listing,
      SubmitterId submitter,
      List<String> ledgers,
      Importer importer) {
    this.importer = importer;
    this.repository = source.repository().orElse(null);
    this.listing = listing;
    this.neighbourhood = new Neighbourhood(listing);
    this.provenance = source.provenance(submitter, ledgers, Instant.now());
    for (Item item : listing.items()) {
      items.put(new InputFile(Path.of(item.path()), item.path(), item.path()), item);
    }
  }

  /** The files, in the order of their paths. */
  List<InputFile> files() {
    return List.copyOf(items.keySet());
  }

  /** What {@code file}, one of {@link #files}, holds. */
  FileContent read(InputFile file, FileReport report) {
    Item item = items.get(file);
    if (item == null) {
      throw new IllegalArgumentException("no file of this source: " + file);
    }
    try {
      var harnessFile =
          new HarnessFile(item.path(), listing.read(item), neighbourhood.of(item), repository);
      Importer.Imported imported = importer.read(harnessFile, provenance, Overrides.NONE);
      imported.format().ifPresent(report::format);
      return switch (imported.conversion()) {
        case Conversion.Converted(var statements, var left) ->
            new FileContent.Unsigned(statements, left);
        case Conversion.Unrecognised(var sentence) ->
            new FileContent.Unsigned(List.of(), List.of());
        case Conversion.Unreadable(var sentence) -> new FileContent.Nothing(sentence);
      };
    } catch (PullException e) {
      return new FileContent.Nothing(String.valueOf(e.getMessage()));
    }
  }
}
