package org.evalledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed, by day.
 *
 * @param days the newest first; all days are those of UTC
 * @param newest the newest entry that is shown, behind which new ones come; -1 for none
 * @param isNewest whether nothing newer is left out
 * @param older address of what was before; null where nothing was
 */
public record ChangesView(List<Day> days, long newest, boolean isNewest, @Nullable String older) {
  public ChangesView {
    days = List.copyOf(days);
  }

  /**
   * One day.
   *
   * @param date of it
   * @param events the newest first
   */
  public record Day(String date, List<EventView> events) {
    public Day {
      events = List.copyOf(events);
    }
  }
}
