package org.evalledger.harness;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.statement.ModelId;

/**
 * Whether a number's source is the page of another model: then it is that model's number, whatever
 * repository repeats it.
 */
final class OtherModelsCard {
  private static final Pattern PAGE =
      Pattern.compile("(?i)https?://(?:www\\.)?(?:huggingface\\.co|hf\\.co)/([^/?#]+)/([^/?#]+).*");

  /** First elements of the Hub's addresses that are no namespaces of models. */
  private static final Set<String> NO_NAMESPACES =
      Set.of("datasets", "spaces", "papers", "collections", "docs", "blog", "posts", "buckets");

  private OtherModelsCard() {}

  /** The other model that {@code url} is the page of; empty where it is none, or this one's. */
  static Optional<String> at(String url, ModelId model) {
    Matcher page = PAGE.matcher(url.strip());
    if (!page.matches() || NO_NAMESPACES.contains(page.group(1).toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    boolean sameName = page.group(2).equalsIgnoreCase(model.name());
    boolean sameNamespace =
        model.namespace().equals("_") || page.group(1).equalsIgnoreCase(model.namespace());
    return sameName && sameNamespace
        ? Optional.empty()
        : Optional.of(Ascii.id(page.group(1) + "/" + page.group(2)));
  }

  /** Why a number of {@code other} cannot be this model's. */
  static String why(String other) {
    return "It stands in the card of another model, " + other + ": it is that model's number.";
  }
}
