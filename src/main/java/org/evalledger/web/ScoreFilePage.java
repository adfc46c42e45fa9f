package org.evalledger.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.evalledger.catalogue.Score;
import org.evalledger.catalogue.ScoreFilter;
import org.evalledger.catalogue.ScoreFormat;
import org.evalledger.catalogue.ScoreWriter;
import org.evalledger.catalogue.Scores;
import org.jspecify.annotations.Nullable;

/** Scores as files that a link can name: the newest calls' rows, where a header asks elsewhere. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class ScoreFilePage {
  /** As long as a list of the calls can be; the rest is theirs. */
  private static final int MOST = 1_000;

  private final Scores scores;

  ScoreFilePage(Scores scores) {
    this.scores = scores;
  }

  @Get("/benchmarks/{id}/scores.{format}")
  HttpResponse<byte[]> ofBenchmark(@PathVariable String id, @PathVariable String format) {
    return file(null, id, format);
  }

  @Get("/models/{namespace}/{name}/scores.{format}")
  HttpResponse<byte[]> ofModel(
      @PathVariable String namespace, @PathVariable String name, @PathVariable String format) {
    return file(namespace + "/" + name, null, format);
  }

  private HttpResponse<byte[]> file(
      @Nullable String model, @Nullable String benchmark, String word) {
    ScoreFormat format =
        switch (word) {
          case "csv" -> ScoreFormat.CSV;
          case "ndjson" -> ScoreFormat.NDJSON;
          default -> throw new HttpStatusException(HttpStatus.NOT_FOUND, "Want csv or ndjson.");
        };
    if ((model + benchmark).indexOf('\0') >= 0) {
      throw new HttpStatusException(HttpStatus.NOT_FOUND, "There is nothing of that name.");
    }
    List<Score> found =
        scores.find(
            new ScoreFilter(
                model,
                benchmark,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                ScoreFilter.Position.START,
                MOST));
    return HttpResponse.ok(bytes(format, found))
        .contentType(MediaType.of(format.mediaType()))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"scores." + word + "\"");
  }

  private static byte[] bytes(ScoreFormat format, List<Score> rows) {
    var bytes = new ByteArrayOutputStream();
    try (ScoreWriter writer = format.writer(bytes)) {
      for (Score row : rows) {
        writer.write(row);
      }
      writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
