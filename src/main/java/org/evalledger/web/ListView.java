package org.evalledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of models or benchmarks.
 *
 * @param title of the page
 * @param sentence what it shows
 * @param choices of what it can be narrowed to
 * @param chosen the one that is; null for none
 * @param href of the whole list
 * @param heads of the columns
 * @param rows of this page
 * @param next address of those behind; null for none
 */
public record ListView(
    String title,
    String sentence,
    List<Link> choices,
    @Nullable String chosen,
    String href,
    List<String> heads,
    List<Row> rows,
    @Nullable String next) {
  public ListView {
    choices = List.copyOf(choices);
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  /** Whether a column holds numbers, as the first row has it. */
  public boolean isNumber(int column) {
    return column > 0 && !rows.isEmpty() && rows.getFirst().cells().get(column - 1).isNumber();
  }

  /**
   * One thing.
   *
   * @param namespace of it; may be empty
   * @param name of it
   * @param href of its page
   * @param cells behind the name
   * @param isFlagged whether it has a result to look at
   */
  public record Row(
      String namespace, String name, String href, List<Cell> cells, boolean isFlagged) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One cell.
   *
   * @param text in it
   * @param isNumber whether it is one
   */
  public record Cell(String text, boolean isNumber) {}
}
