/**
 * The JSON endpoints, their bodies, and problems (RFC 9457). Start with {@link
 * org.evalledger.http.SubmissionEndpoint}; {@link org.evalledger.http.ProblemType} lists every
 * problem. Mirrors {@code openapi/evalledger.yaml}, which the build writes from here.
 */
@NullMarked
package org.evalledger.http;

import org.jspecify.annotations.NullMarked;
