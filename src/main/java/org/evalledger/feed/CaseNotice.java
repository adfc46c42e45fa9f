package org.evalledger.feed;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.record.Timestamp;

/**
 * What happened to a case that no entry of the log says.
 *
 * @param notice its number, from 1 on
 * @param id of the case
 * @param change assigned, released, expired, reminded-reviewer or reminded-lab
 * @param assignee whom it concerns: the reviewer, or the submitter of the results
 * @param afterIndex the newest entry then; -1 for none
 * @param notedAt when
 */
@Introspected
public record CaseNotice(
    long notice, String id, String change, String assignee, long afterIndex, Instant notedAt) {
  /** As it is sent. */
  JsonObject json() {
    return Json.object()
        .put("event", "case")
        .put(
            "cases",
            Json.of(
                List.of(
                    Json.object()
                        .put("case", id)
                        .put("change", change)
                        .put("assignee", assignee)
                        .build())))
        .put("afterIndex", afterIndex)
        .put("notedAt", Timestamp.write(notedAt))
        .build();
  }
}
