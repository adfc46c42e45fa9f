package org.evalledger.web;

import java.util.List;

/**
 * Models side by side.
 *
 * @param conclusion what to think of the differences, in a few words
 * @param reason why, with figures
 * @param faults what of the address could not be shown
 * @param models those compared, in the order of the address
 * @param names of them, as a form sends them
 * @param canAdd whether there is room for one more
 * @param suggestions models that may be added, by links to the page with them
 * @param differences one row for each measurement in common
 * @param axis labels of the scale, as SVG
 * @param groups the same measurements with each model's place
 * @param left what is not shown, in words; empty for nothing
 * @param json address of the same comparison for programs
 */
public record CompareView(
    String conclusion,
    String reason,
    List<String> faults,
    List<Model> models,
    List<String> names,
    boolean canAdd,
    List<Link> suggestions,
    List<Difference> differences,
    String axis,
    List<Group> groups,
    String left,
    String json) {
  public CompareView {
    faults = List.copyOf(faults);
    models = List.copyOf(models);
    names = List.copyOf(names);
    suggestions = List.copyOf(suggestions);
    differences = List.copyOf(differences);
    groups = List.copyOf(groups);
  }

  /**
   * One of the models.
   *
   * @param namespace of it
   * @param name of it
   * @param href of its page
   * @param size in words
   * @param results how many, in words
   * @param without address of the comparison without it
   * @param csv address of its scores
   */
  public record Model(
      String namespace,
      String name,
      String href,
      String size,
      String results,
      String without,
      String csv) {}

  /**
   * What models score on one thing.
   *
   * @param benchmark id
   * @param detail metric and shots
   * @param href of the benchmark under this protocol
   * @param unit of the values; empty for none
   * @param cells one for each model
   */
  public record Difference(
      String benchmark, String detail, String href, String unit, List<Cell> cells) {
    public Difference {
      cells = List.copyOf(cells);
    }
  }

  /**
   * What one model scores.
   *
   * @param value in the metric's unit; empty where it was not measured alike
   * @param href of the entry
   * @param change from the first model that was measured; empty for that itself
   * @param isBeyond whether that exceeds sampling error
   * @param words what is to be said of the change; may be empty
   */
  public record Cell(String value, String href, String change, boolean isBeyond, String words) {}

  /**
   * Places on one thing.
   *
   * @param benchmark id
   * @param detail metric and shots
   * @param href of the benchmark under this protocol
   * @param rows one for each who measured one of the models
   */
  public record Group(String benchmark, String detail, String href, List<Row> rows) {
    public Group {
      rows = List.copyOf(rows);
    }
  }

  /**
   * What one submitter measured of one model.
   *
   * @param namespace of the model
   * @param name of it
   * @param detail what tells it from other rows of the model; may be empty
   * @param value in the metric's unit
   * @param margin half of its 95 % interval; empty where it is not known
   * @param plot its place among models of its size, as SVG; empty on another scale
   * @param suspicion in words
   * @param isFlagged whether its verdict is one to look at
   * @param verdict word
   * @param standing word
   * @param submitter who says so
   * @param conditions whether it was measured under the conditions of the first, in words
   * @param href of the entry
   */
  public record Row(
      String namespace,
      String name,
      String detail,
      String value,
      String margin,
      String plot,
      String suspicion,
      boolean isFlagged,
      String verdict,
      String standing,
      String submitter,
      String conditions,
      String href) {}
}
