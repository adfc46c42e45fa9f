package org.evalledger.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;
import org.evalledger.log.Upstream;
import org.jspecify.annotations.Nullable;

/** A mirror is read-only: whatever would write is told where to go. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(bean = Upstream.class)
final class MirrorFilter {
  private static final Set<HttpMethod> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Upstream upstream;

  MirrorFilter(Upstream upstream) {
    this.upstream = upstream;
  }

  @RequestFilter
  @Nullable HttpResponse<?> refuseWrites(HttpRequest<?> request) {
    return READS.contains(request.getMethod())
        ? null
        : ProblemResponses.of(
                ProblemType.MIRROR,
                "This is a read-only mirror; the ledger is at %s.".formatted(upstream.url()))
            .header(HttpHeaders.ALLOW, "GET, HEAD");
  }
}
