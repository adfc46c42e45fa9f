package org.evalledger.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which leaderboard is asked for.
 *
 * @param benchmark id
 * @param version of it; null for the one registered last
 * @param task part of it; null for all of it
 * @param metric id; null for the primary one, else the first
 * @param protocol as in score rows; null for the one with most models
 * @param k tries of a pass-at-k metric; null for the number with most results
 * @param standings words, of which one must hold; null for any
 * @param truncated whether results come too for which not all registered items were scored
 */
public record LeaderboardQuestion(
    String benchmark,
    @Nullable String version,
    @Nullable String task,
    @Nullable String metric,
    @Nullable String protocol,
    @Nullable Integer k,
    @Nullable List<String> standings,
    boolean truncated) {}
