package org.evalledger.collector;

import java.net.URI;
import java.nio.file.Path;

/** Where the files of a source are. */
public sealed interface Place {
  /**
   * A directory of this machine. Links in it are not followed.
   *
   * @param path of it
   */
  record Folder(Path path) implements Place {}

  /**
   * A git repository.
   *
   * @param address from which it is fetched
   * @param ref branch or tag
   * @param folder below its top, with {@code /} between its elements; empty for all
   */
  record GitRepository(String address, String ref, String folder) implements Place {
    /** Where hosts of repositories show the files of a branch, as most of them do. */
    public URI shown() {
      return URI.create(address.replaceFirst("\\.git/?$", "") + "/blob/" + ref);
    }
  }

  /**
   * A repository behind an API of the Hugging Face Hub's shape: {@code GET
   * /api/{kind}/{name}/tree/{revision}} lists, {@code /resolve/{revision}/} gives files.
   *
   * @param endpoint of the API
   * @param kind {@code models}, {@code datasets} or {@code spaces}
   * @param name {@code namespace/name}
   * @param revision branch, tag or commit
   * @param folder below its top, with {@code /} between its elements; empty for all
   */
  record HubRepository(URI endpoint, String kind, String name, String revision, String folder)
      implements Place {
    /** Where its files are, to be read or shown. */
    public URI files() {
      String prefix = kind.equals("models") ? "" : kind + "/";
      return endpoint.resolve("/" + prefix + name + "/resolve/" + Paths.element(revision) + "/");
    }
  }
}
