package org.evalledger.web;

import java.util.List;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/** What a page is, for search engines: JSON-LD in the words of schema.org. */
final class JsonData {
  private JsonData() {}

  /** A data set, as text that may stand in a script element that is never run. */
  static String dataset(String name, String description, String url, String csv, JsonObject about) {
    return Json.object()
        .put("@context", "https://schema.org")
        .put("@type", "Dataset")
        .put("name", name)
        .put("description", description)
        .put("url", url)
        .put("isAccessibleForFree", true)
        .put("about", about)
        .put(
            "distribution",
            Json.of(
                List.<Json>of(
                    Json.object()
                        .put("@type", "DataDownload")
                        .put("encodingFormat", "text/csv")
                        .put("contentUrl", csv)
                        .build())))
        .build()
        .canonical()
        .utf8()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026");
  }
}
