package org.evalledger.statement;

/**
 * The name of a model, {@code namespace/name}; the namespace is {@code _} where a source has none.
 *
 * @param namespace an id without slash
 * @param name an id without slash
 */
public record ModelId(String namespace, String name) implements Comparable<ModelId> {
  public ModelId {
    Ids.require(namespace);
    Ids.require(name);
  }

  /** Whether {@code text} is two ids around one slash. */
  public static boolean isModelId(String text) {
    int slash = text.indexOf('/');
    return slash > 0
        && slash == text.lastIndexOf('/')
        && slash < text.length() - 1
        && Ids.isId(text);
  }

  /**
   * The model that {@code text}, {@code namespace/name}, names.
   *
   * @throws IllegalArgumentException when {@code text} has another form
   */
  public static ModelId parse(String text) {
    if (!isModelId(text)) {
      throw new IllegalArgumentException("not namespace/name: " + text);
    }
    int slash = text.indexOf('/');
    return new ModelId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public int compareTo(ModelId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
