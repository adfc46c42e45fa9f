package org.evalledger.web;

import org.evalledger.catalogue.ModelSummary;

/** How a text refers to what the ledger says of a model: entry, root and address make it exact. */
final class ModelCite {
  private ModelCite() {}

  static ModelView.Cite of(ModelSummary model, LogState log, String address) {
    String page = address + Addresses.model(model.model());
    String year = Words.date(log.now()).replaceAll(".* ", "");
    String held =
        "log of %d entries, root %s, first entry %d"
            .formatted(log.size(), log.root(), model.firstEntry());
    String plain =
        "Results of %s. %s, %s. %s, read on %s."
            .formatted(model.model(), log.origin(), held, page, Words.date(log.now()));
    String bibtex =
        """
        @misc{evalledger-%d,
          title        = {Results of %s},
          howpublished = {\\url{%s}},
          note         = {%s, %s},
          year         = {%s}
        }\
        """
            .formatted(model.firstEntry(), tex(model.model()), page, tex(log.origin()), held, year);
    return new ModelView.Cite(plain, bibtex);
  }

  /** TeX's own characters as text. */
  private static String tex(String text) {
    return text.replaceAll("([_&%$#])", "\\\\$1").replaceAll("[{}\\\\^~](?![_&%$#])", "-");
  }
}
