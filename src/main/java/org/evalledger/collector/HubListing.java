package org.evalledger.collector;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.bytes.Bytes;
import org.evalledger.collector.Place.HubRepository;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;

/** A repository behind an API of the Hugging Face Hub's shape. */
final class HubListing implements Listing {
  private static final int MAX_PAGES = 2_000;
  private static final int PAGE_BYTES = 16 << 20;

  /** RFC 8288, as far as it is needed: the target of the link to the next page. */
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"next\"");

  private final HubRepository place;
  private final Fetch fetch;
  private final Limits limits;
  private final List<Item> items = new ArrayList<>();

  private HubListing(HubRepository place, Fetch fetch, Limits limits) {
    this.place = place;
    this.fetch = fetch;
    this.limits = limits;
  }

  /** What {@code place} holds now. */
  static HubListing of(HubRepository place, Limits limits) throws PullException {
    var listing = new HubListing(place, new Fetch(limits), limits);
    try {
      listing.list();
      return listing;
    } catch (PullException | RuntimeException e) {
      listing.close();
      throw e;
    }
  }

  private void list() throws PullException {
    String folder = place.folder().isEmpty() ? "" : "/" + place.folder();
    URI first =
        place
            .endpoint()
            .resolve(
                "/api/%s/%s/tree/%s%s?recursive=true"
                    .formatted(
                        place.kind(),
                        place.name(),
                        Paths.element(place.revision()),
                        Paths.encoded(folder)));
    Optional<URI> page = Optional.of(first);
    for (int pages = 0; page.isPresent(); pages++) {
      if (pages == MAX_PAGES) {
        throw new PullException("Its listing has no end within %,d pages.".formatted(MAX_PAGES));
      }
      Fetch.Answer answer = fetch.get(page.get(), PAGE_BYTES);
      take(answer.body());
      page = answer.link().flatMap(link -> next(first, link));
    }
    items.sort(Comparator.comparing(Item::path));
  }

  /** Pages come from the API itself: a link to elsewhere is not followed. */
  private static Optional<URI> next(URI first, String link) {
    Matcher matcher = NEXT.matcher(link);
    return matcher.find()
        ? Optional.of(first.resolve(matcher.group(1)))
            .filter(next -> next.getAuthority().equals(first.getAuthority()))
        : Optional.empty();
  }

  private void take(Bytes body) throws PullException {
    if (!(JsonReader.read(body) instanceof JsonReader.Value(JsonArray(var entries)))) {
      throw new PullException("Its listing is no JSON array, as the Hub's is.");
    }
    for (Json entry : entries) {
      if (entry instanceof JsonObject object
          && object.get("type") instanceof JsonString(var type)
          && type.equals("file")
          && object.get("path") instanceof JsonString(var path)
          && object.get("oid") instanceof JsonString(var oid)
          && Item.mayHoldResults(path)) {
        items.add(new Item(path, mark(object, oid), size(object)));
        limits.checkCount(items.size());
      }
    }
  }

  /** The digest of a large file stands apart; its oid is that of a pointer to it. */
  private static String mark(JsonObject entry, String oid) {
    return entry.get("lfs") instanceof JsonObject lfs
            && lfs.get("oid") instanceof JsonString(var digest)
        ? digest
        : oid;
  }

  private static long size(JsonObject entry) {
    return entry.get("size") instanceof JsonNumber(var text) && text.matches("[0-9]{1,18}")
        ? Long.parseLong(text)
        : 0;
  }

  @Override
  public List<Item> items() {
    return List.copyOf(items);
  }

  @Override
  public Bytes read(Item item) throws PullException {
    limits.checkSize(item);
    URI address = place.files().resolve(Paths.encoded(item.path()));
    return fetch.get(address, Math.toIntExact(limits.fileBytes())).body();
  }

  @Override
  public void close() {
    fetch.close();
  }
}
