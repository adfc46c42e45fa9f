package org.evalledger.suspicion.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How well a figure separates planted from honest: higher should mean planted. */
final class Ranking {
  private record Item(double figure, boolean planted) {}

  private final List<Item> items = new ArrayList<>();
  private int planted;

  void add(double figure, boolean isPlanted) {
    items.add(new Item(figure, isPlanted));
    planted += isPlanted ? 1 : 0;
  }

  int size() {
    return items.size();
  }

  int planted() {
    return planted;
  }

  /**
   * What it came to.
   *
   * @param auc area under the receiver operating characteristic, ties half
   * @param averagePrecision area under precision over recall
   * @param recallAt5 share of the planted above the 5 % highest honest ones
   * @param recallAt1 likewise 1 %
   */
  record Figures(double auc, double averagePrecision, double recallAt5, double recallAt1) {}

  Figures figures() {
    var sorted =
        items.stream().sorted(Comparator.comparingDouble(Item::figure).reversed()).toList();
    int honest = items.size() - planted;
    double area = 0;
    double precision = 0;
    long foundPlanted = 0;
    long foundHonest = 0;
    double at5 = 0;
    double at1 = 0;
    for (int i = 0; i < sorted.size(); ) {
      int end = i;
      int tiedPlanted = 0;
      while (end < sorted.size() && sorted.get(end).figure() == sorted.get(i).figure()) {
        tiedPlanted += sorted.get(end).planted() ? 1 : 0;
        end++;
      }
      int tiedHonest = end - i - tiedPlanted;
      area += tiedHonest * (foundPlanted + 0.5 * tiedPlanted);
      foundPlanted += tiedPlanted;
      foundHonest += tiedHonest;
      precision += tiedPlanted * (double) foundPlanted / (foundPlanted + foundHonest);
      at5 = foundHonest <= 0.05 * honest ? foundPlanted : at5;
      at1 = foundHonest <= 0.01 * honest ? foundPlanted : at1;
      i = end;
    }
    return new Figures(
        area / ((double) planted * honest), precision / planted, at5 / planted, at1 / planted);
  }
}
