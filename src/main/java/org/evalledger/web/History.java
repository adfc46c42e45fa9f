package org.evalledger.web;

import java.util.List;

/**
 * One benchmark's scores over revisions: one of several small pictures with the same scale. The
 * change since the last revision stands in figures; only a jump is coloured.
 *
 * @param name of the benchmark
 * @param axis the scale of all panels
 * @param steps in order; at least one
 * @param jump whether the last change is out of the ordinary
 */
public record History(String name, ValueAxis axis, List<Step> steps, boolean jump) {
  private static final int WIDTH = 140;
  private static final int HEIGHT = 108;
  private static final double LEFT = 14;
  private static final double RIGHT = 124;
  private static final double TOP = 30;
  private static final double BOTTOM = 80;
  private static final int NAMED = 4;
  private static final int SHORT = 5;

  public History {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a history has at least one step");
    }
  }

  /**
   * One revision's score.
   *
   * @param revision its name
   * @param value on the axis' scale
   */
  public record Step(String revision, double value) {}

  /** The picture. */
  public Markup svg() {
    var svg = Svg.picture("history", WIDTH, HEIGHT, conclusion());
    svg.text("label", 0, 13, name.length() > 14 ? name.substring(0, 13) + "\u2026" : name);
    if (steps.size() > 1) {
      svg.text(jump ? "label flag end" : "label quiet end", WIDTH, 13, axis.change(change()));
    }
    svg.line("axis-line", 0, BOTTOM + 8, WIDTH, BOTTOM + 8);
    for (int i = 1; i < steps.size(); i++) {
      boolean last = i == steps.size() - 1;
      svg.line(last && jump ? "trend flag" : "trend", x(i - 1), y(i - 1), x(i), y(i));
    }
    for (int i = 0; i < steps.size(); i++) {
      step(svg, i);
    }
    return svg.done("svg");
  }

  private void step(Svg svg, int i) {
    boolean last = i == steps.size() - 1;
    if (last && jump) {
      svg.triangle("triangle", x(i), y(i), 11);
    } else {
      svg.circle("dot small", x(i), y(i), 3);
    }
    String revision = steps.get(i).revision();
    boolean all =
        steps.size() <= NAMED && steps.stream().allMatch(one -> one.revision().length() <= SHORT);
    if (all) {
      svg.text("axis mid", x(i), BOTTOM + 23, revision);
    } else if (i == 0 || last) {
      String text = revision.length() > 9 ? revision.substring(0, 8) + "\u2026" : revision;
      svg.text(last && i > 0 ? "axis end" : "axis", last && i > 0 ? WIDTH : 0, BOTTOM + 23, text);
    }
  }

  private double x(int i) {
    return steps.size() == 1 ? (LEFT + RIGHT) / 2 : LEFT + (RIGHT - LEFT) * i / (steps.size() - 1);
  }

  private double y(int i) {
    return BOTTOM - (BOTTOM - TOP) * axis.share(steps.get(i).value());
  }

  private double change() {
    return steps.getLast().value() - steps.get(steps.size() - 2).value();
  }

  private String conclusion() {
    Step last = steps.getLast();
    String now =
        "%s %s%s in %s".formatted(name, axis.print(last.value()), axis.unit(), last.revision());
    return steps.size() == 1
        ? now
        : now
            + ", "
            + axis.change(change())
            + " since "
            + steps.get(steps.size() - 2).revision()
            + (jump ? ", a jump" : "");
  }
}
