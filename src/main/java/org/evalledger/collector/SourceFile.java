package org.evalledger.collector;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.collector.Place.HubRepository;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.statement.Ids;
import org.evalledger.statement.Knowable;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/**
 * What an operator writes of the sources that the service looks at: JSON, {@code {submitter, key,
 * sources: [{id, kind, …}]}}.
 *
 * @param submitter for whom the collector speaks
 * @param key file of its key (JWK), beside this file when it is relative
 * @param sources none twice
 */
public record SourceFile(SubmitterId submitter, Path key, List<Source> sources) {
  private static final int MAX_SOURCES = 1_000;
  private static final Set<String> KINDS = Set.of("models", "datasets", "spaces");

  public SourceFile {
    sources = List.copyOf(sources);
  }

  /** Reads the file; what is wrong is told with the place it stands at. */
  public static Parsed<SourceFile> read(Bytes content) {
    return Parsed.of(
        () -> {
          if (JsonReader.read(content) instanceof JsonReader.Value(JsonObject object)) {
            return read(object);
          }
          throw new IllegalArgumentException("it is no JSON object");
        });
  }

  private static SourceFile read(JsonObject object) {
    only(object, "", Set.of("submitter", "key", "sources"));
    String submitter = id(object, "", "submitter");
    if (!(object.get("sources") instanceof JsonArray(var items)) || items.size() > MAX_SOURCES) {
      throw wrong("/sources", "an array of at most " + MAX_SOURCES + " sources");
    }
    var sources = new ArrayList<Source>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String at = "/sources/" + i;
      if (!(items.get(i) instanceof JsonObject item)) {
        throw wrong(at, "an object");
      }
      Source source = source(item, at);
      if (!ids.add(source.id())) {
        throw new IllegalArgumentException(at + "/id: \"" + source.id() + "\" stands twice");
      }
      sources.add(source);
    }
    return new SourceFile(new SubmitterId(submitter), Path.of(text(object, "", "key")), sources);
  }

  private static Source source(JsonObject item, String at) {
    String kind = text(item, at, "kind");
    return switch (kind) {
      case "folder" -> {
        only(item, at, Set.of("id", "kind", "path", "published", "claimedBy", "every"));
        yield source(item, at, new Place.Folder(Path.of(text(item, at, "path"))), null);
      }
      case "git" -> {
        only(
            item,
            at,
            Set.of("id", "kind", "address", "ref", "folder", "published", "claimedBy", "every"));
        var place =
            new Place.GitRepository(
                repository(text(item, at, "address"), at + "/address"),
                text(item, at, "ref"),
                optional(item, at, "folder", ""));
        String shown = place.address().startsWith("http") ? place.shown().toString() : null;
        yield source(item, at, place, shown);
      }
      case "hub" -> {
        only(
            item,
            at,
            Set.of(
                "id",
                "kind",
                "endpoint",
                "repositories",
                "name",
                "revision",
                "folder",
                "published",
                "claimedBy",
                "every"));
        HubRepository place = hub(item, at);
        yield source(item, at, place, place.files().toString());
      }
      default -> throw wrong(at + "/kind", "one of \"folder\", \"git\", \"hub\"");
    };
  }

  private static HubRepository hub(JsonObject item, String at) {
    String kind = text(item, at, "repositories");
    if (!KINDS.contains(kind)) {
      throw wrong(at + "/repositories", "one of \"models\", \"datasets\", \"spaces\"");
    }
    return new HubRepository(
        address(text(item, at, "endpoint"), at + "/endpoint"),
        kind,
        text(item, at, "name"),
        optional(item, at, "revision", "main"),
        optional(item, at, "folder", ""));
  }

  private static Source source(JsonObject item, String at, Place place, @Nullable String shown) {
    String published = optional(item, at, "published", shown == null ? "" : shown);
    String claimedBy = optional(item, at, "claimedBy", "");
    if (!claimedBy.isEmpty() && !Ids.isId(claimedBy)) {
      throw wrong(at + "/claimedBy", "an id");
    }
    return new Source(
        id(item, at, "id"),
        place,
        address(published, at + "/published"),
        claimedBy.isEmpty() ? new Knowable.Unknown<>(false) : new Knowable.Known<>(claimedBy),
        every(item, at));
  }

  private static Duration every(JsonObject item, String at) {
    String text = optional(item, at, "every", "PT24H");
    try {
      Duration every = Duration.parse(text);
      if (every.compareTo(Source.SHORTEST) >= 0) {
        return every;
      }
    } catch (DateTimeException e) {
      // The sentence below says what is wanted.
    }
    throw wrong(
        at + "/every", "a time of ISO 8601 such as PT24H, " + Source.SHORTEST + " at least");
  }

  private static URI address(String text, String at) {
    try {
      URI address = URI.create(text);
      boolean open = address.getHost() != null && address.getUserInfo() == null;
      if (text.matches("https?://.+") && open) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // The sentence below says what is wanted.
    }
    throw wrong(at, "a public address that begins with https:// and names no user");
  }

  /** What stands in an address becomes public, and stays so: every result names its source. */
  private static String repository(String text, String at) {
    if (text.matches("[a-zA-Z+]+://[^/]*@.*")) {
      throw wrong(at, "an address without user and password");
    }
    return text;
  }

  private static String id(JsonObject object, String at, String name) {
    String text = text(object, at, name);
    if (!Ids.isId(text)) {
      throw wrong(at + "/" + name, "an id: printable ASCII without space and quote");
    }
    return text;
  }

  private static String text(JsonObject object, String at, String name) {
    String text = optional(object, at, name, "");
    if (text.isEmpty()) {
      throw wrong(at + "/" + name, "a text");
    }
    return text;
  }

  private static String optional(JsonObject object, String at, String name, String otherwise) {
    Json value = object.get(name);
    return switch (value) {
      case null -> otherwise;
      case JsonNull none -> otherwise;
      case JsonString(var text) -> text;
      default -> throw wrong(at + "/" + name, "a text");
    };
  }

  private static void only(JsonObject object, String at, Set<String> names) {
    for (String name : object.members().keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(at + "/" + name + ": no such member is known");
      }
    }
  }

  private static IllegalArgumentException wrong(String at, String wanted) {
    return new IllegalArgumentException(at + ": want " + wanted);
  }
}
