package org.evalledger.collector;

/** Opens places. */
public final class Listings {
  private Listings() {}

  /**
   * What {@code place} holds now; to be closed.
   *
   * @throws PullException when it cannot be told
   */
  public static Listing open(Place place, Limits limits) throws PullException {
    return switch (place) {
      case Place.Folder(var path) -> FolderListing.of(path, limits);
      case Place.GitRepository git -> GitListing.of(git, limits);
      case Place.HubRepository hub -> HubListing.of(hub, limits);
    };
  }
}
