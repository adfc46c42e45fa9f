package org.evalledger.collector;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.evalledger.bytes.Bytes;

/** A directory of this machine. */
final class FolderListing implements Listing {
  private final Path top;
  private final Limits limits;
  private final List<Item> items = new ArrayList<>();

  private FolderListing(Path top, Limits limits) {
    this.top = top;
    this.limits = limits;
  }

  static FolderListing of(Path top, Limits limits) throws PullException {
    var listing = new FolderListing(top.toAbsolutePath().normalize(), limits);
    listing.walk();
    return listing;
  }

  private void walk() throws PullException {
    if (!Files.isDirectory(top)) {
      throw new PullException("There is no such directory.");
    }
    try {
      Files.walkFileTree(
          top,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && Item.mayHoldResults(file.toString())) {
                items.add(item(file, attributes));
              }
              return items.size() > limits.files()
                  ? FileVisitResult.TERMINATE
                  : FileVisitResult.CONTINUE;
            }

            // Listed all the same: reading it tells what is wrong, and spoils no other.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              items.add(new Item(path(file), "unreadable", 0));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new PullException("The directory cannot be read.", e);
    }
    limits.checkCount(items.size());
    items.sort(Comparator.comparing(Item::path));
  }

  private Item item(Path file, BasicFileAttributes attributes) {
    String mark = attributes.size() + "@" + attributes.lastModifiedTime().toInstant();
    return new Item(path(file), mark, attributes.size());
  }

  private String path(Path file) {
    return StreamSupport.stream(top.relativize(file).spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  @Override
  public List<Item> items() {
    return List.copyOf(items);
  }

  @Override
  public Bytes read(Item item) throws PullException {
    limits.checkSize(item);
    try (var in = Files.newInputStream(top.resolve(item.path()), LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(limits.fileBytes()) + 1);
      limits.checkSize(bytes.length);
      return Bytes.copyOf(bytes);
    } catch (IOException e) {
      throw new PullException("The file cannot be read.", e);
    }
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
