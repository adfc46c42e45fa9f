package org.evalledger.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.uri.UriBuilder;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.evalledger.catalogue.Score;
import org.evalledger.catalogue.ScoreFormat;
import org.evalledger.catalogue.ScoreWriter;
import org.evalledger.http.ScoreEndpoint.ScoreListResponse;
import org.jspecify.annotations.Nullable;

/** Writes a page of scores in the format that is asked for. */
@Singleton
final class ScoreTables {
  static final String CSV = "text/csv";
  static final String NDJSON = "application/x-ndjson";
  static final String PARQUET = "application/vnd.apache.parquet";

  /** Parquet costs a database in memory each; more at once are asked to come again. */
  private final Semaphore parquet = new Semaphore(4);

  HttpResponse<?> response(HttpRequest<?> request, List<Score> page, @Nullable String next) {
    Optional<ScoreFormat> wanted = wanted(request);
    if (wanted.isEmpty()) {
      return linked(HttpResponse.ok(new ScoreListResponse(page, next)), request, next)
          .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
    ScoreFormat format = wanted.get();
    boolean dear = format == ScoreFormat.PARQUET;
    if (dear && !parquet.tryAcquire()) {
      return ProblemResponses.later(Duration.ofSeconds(1));
    }
    try {
      return linked(HttpResponse.ok(bytes(format, page)), request, next)
          .contentType(format.mediaType());
    } finally {
      if (dear) {
        parquet.release();
      }
    }
  }

  /** The first that the request accepts and that there is; empty for JSON, which stands first. */
  private static Optional<ScoreFormat> wanted(HttpRequest<?> request) {
    return request.accept().stream()
        .filter(type -> MediaType.APPLICATION_JSON_TYPE.matches(type) || format(type).isPresent())
        .findFirst()
        .filter(type -> !MediaType.APPLICATION_JSON_TYPE.matches(type))
        .flatMap(ScoreTables::format);
  }

  private static Optional<ScoreFormat> format(MediaType accepted) {
    return Stream.of(ScoreFormat.values())
        .filter(format -> MediaType.of(format.mediaType()).matches(accepted))
        .findFirst();
  }

  private static byte[] bytes(ScoreFormat format, List<Score> page) {
    var bytes = new ByteArrayOutputStream();
    try (ScoreWriter writer = format.writer(bytes)) {
      for (Score score : page) {
        writer.write(score);
      }
      writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** RFC 8288. The address begins with the path, so that it holds behind any proxy. */
  private static MutableHttpResponse<?> linked(
      MutableHttpResponse<?> response, HttpRequest<?> request, @Nullable String next) {
    response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    if (next != null) {
      var address =
          UriBuilder.of(request.getUri()).replaceQueryParam("after", next).build().toString();
      String path = address.substring(address.indexOf(request.getPath()));
      response.header(HttpHeaders.LINK, "<" + path + ">; rel=\"next\"");
    }
    return response;
  }
}
