package org.evalledger.baseline;

/**
 * An earlier result of the model revision that had no profile to be held against when it came, held
 * against the one it has by now: who sends the raised benchmark first, and the others after it, is
 * seen as soon as these come.
 *
 * @param position where the earlier result stands
 * @param protocol how it was got, or its benchmark alone where no history is kept of that
 * @param printed its value
 * @param profile what a model with the profile known by now scores
 * @param p how often an honest result lies so far above
 */
public record LateProfile(
    Position position, HistoryKey protocol, String printed, ProfileFigures profile, PValue p) {}
