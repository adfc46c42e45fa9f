package org.evalledger.harness;

import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** An output file of some harness. */
public final class HarnessFile {
  private final String relativePath;
  private final Bytes content;
  private final Neighbours neighbours;
  private final @Nullable HubRepository repository;

  /** Read once, for all formats that look at it; two threads at once read the same. */
  private volatile LooseJson.@Nullable Read json;

  /** A file whose neighbours cannot be seen. */
  public HarnessFile(String relativePath, Bytes content) {
    this(relativePath, content, Neighbours.NONE);
  }

  /**
   * @param relativePath where it lies below what was submitted, with {@code /} between its
   *     elements; old formats name model and checkpoint there alone
   * @param content the exact bytes
   * @param neighbours the other files of its folder
   */
  public HarnessFile(String relativePath, Bytes content, Neighbours neighbours) {
    this(relativePath, content, neighbours, null);
  }

  /**
   * @param relativePath where it lies below what was submitted; below the root of {@code
   *     repository} where there is one
   * @param content the exact bytes
   * @param neighbours the other files of its folder
   * @param repository of the Hugging Face Hub that was fetched; null when it came from elsewhere
   */
  public HarnessFile(
      String relativePath,
      Bytes content,
      Neighbours neighbours,
      @Nullable HubRepository repository) {
    this.relativePath = relativePath;
    this.content = content;
    this.neighbours = neighbours;
    this.repository = repository;
  }

  /** Where it lies below what was submitted, with {@code /} between its elements. */
  public String relativePath() {
    return relativePath;
  }

  /** The exact bytes. */
  public Bytes content() {
    return content;
  }

  /** The repository of the Hub that it was fetched from; empty when it came from elsewhere. */
  Optional<HubRepository> repository() {
    return Optional.ofNullable(repository);
  }

  /** What lies beside it under {@code name}. */
  Neighbours.Neighbour neighbour(String name) {
    return neighbours.read(name);
  }

  /** What the content is as JSON. */
  LooseJson.Read json() {
    LooseJson.Read read = json;
    if (read == null) {
      read = LooseJson.read(content);
      json = read;
    }
    return read;
  }

  /** The last element of the path. */
  String name() {
    return relativePath.substring(relativePath.lastIndexOf('/') + 1);
  }

  /** The name of the folder it lies in; empty when there is none. */
  String folder() {
    int end = relativePath.lastIndexOf('/');
    return end < 0 ? "" : relativePath.substring(relativePath.lastIndexOf('/', end - 1) + 1, end);
  }
}
