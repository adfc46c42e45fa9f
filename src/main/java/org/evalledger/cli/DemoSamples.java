package org.evalledger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;

/**
 * The results that a demo begins with: true public figures with their source, and those of a
 * fictional lab. Where they come from stands beside them, in {@code SOURCE.md}.
 */
final class DemoSamples {
  private static final String FOLDER = "/org/evalledger/samples/";

  private DemoSamples() {}

  /**
   * An evaluation.
   *
   * @param submitter who says it
   * @param document the statement without the members that every statement begins with
   */
  record Sample(String submitter, JsonObject document) {}

  /** All of them, in the order in which they are submitted. */
  static List<Sample> load() {
    return resource("index.txt").utf8().lines().map(DemoSamples::sample).toList();
  }

  private static Sample sample(String path) {
    String submitter = path.substring(0, path.indexOf('/'));
    if (JsonReader.read(resource(path)) instanceof JsonReader.Value(JsonObject document)) {
      return new Sample(submitter, document);
    }
    throw new IllegalStateException("resource " + path + " is no JSON object");
  }

  private static Bytes resource(String path) {
    try (InputStream in = DemoSamples.class.getResourceAsStream(FOLDER + path)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks its resource " + FOLDER + path);
      }
      return Bytes.copyOf(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("resource " + path + " cannot be read", e);
    }
  }
}
