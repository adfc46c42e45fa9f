package org.evalledger.collector;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Importer;
import org.evalledger.harness.Neighbours;
import org.jspecify.annotations.Nullable;

/** The files of a listing, found by their paths: so an importer sees what lies beside a file. */
public final class Neighbourhood {
  /** A folder of more files is a collection, and not one run. */
  private static final int MAX_RUN = 8;

  private final Listing listing;
  private final Map<String, Item> byPath;
  private final Map<String, List<Item>> byFolder;
  private final int registered;

  /** Of all that {@code listing} holds, for an importer of the built-in benchmarks. */
  public Neighbourhood(Listing listing) {
    this(listing, 0);
  }

  /**
   * @param registered how many benchmarks the ledger registered, of which an importer knows
   */
  Neighbourhood(Listing listing, int registered) {
    this.listing = listing;
    this.registered = registered;
    this.byPath =
        listing.items().stream()
            .collect(Collectors.toMap(Item::path, Function.identity(), (one, again) -> one));
    this.byFolder = listing.items().stream().collect(Collectors.groupingBy(Neighbourhood::folder));
  }

  /**
   * Changes with the content of {@code item}, with the files beside it where a run is several
   * files, and with what importers know.
   */
  String mark(Item item) {
    List<Item> folder = byFolder.getOrDefault(folder(item), List.of());
    String beside =
        folder.size() > MAX_RUN
            ? item.mark()
            : folder.stream().map(one -> one.path() + one.mark()).collect(Collectors.joining("\n"));
    String known = Importer.EDITION + "." + registered;
    return Bytes.ofUtf8(known + "\n" + item.mark() + "\n" + beside).sha256().hex();
  }

  private static String folder(Item item) {
    return item.path().substring(0, item.path().lastIndexOf('/') + 1);
  }

  /** What lies in the folder of {@code item}. */
  public Neighbours of(Item item) {
    String folder = folder(item);
    return name -> read(byPath.get(folder + name));
  }

  private Neighbours.Neighbour read(@Nullable Item item) {
    if (item == null) {
      return new Neighbours.Missing();
    }
    if (item.bytes() > Neighbours.MAX_BYTES) {
      return new Neighbours.TooLarge();
    }
    try {
      return new Neighbours.Found(listing.read(item));
    } catch (PullException e) {
      return new Neighbours.Missing();
    }
  }
}
