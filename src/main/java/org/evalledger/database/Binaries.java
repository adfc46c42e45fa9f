package org.evalledger.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** Unpacks PostgreSQL's binaries, once for each version of them. */
final class Binaries {
  /** Major version of the binaries and so of the data: data of another one is refused. */
  static final String MAJOR_VERSION = "18";

  private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);
  private static final String PREFIX = "postgresql-" + MAJOR_VERSION + "-";

  private Binaries() {}

  /**
   * The directory that holds {@code bin lib share}; its name carries the archive's digest, so that
   * another archive never meets the files of this one.
   */
  static Path unpacked(DataDirectory directory, Platform platform) {
    try {
      var home = directory.root().resolve(PREFIX + digest(platform.resource()));
      if (!Files.isDirectory(home)) unpack(platform.resource(), home);
      return home;
    } catch (IOException e) {
      throw new DatabaseStartException("PostgreSQL cannot be unpacked: " + e, e);
    }
  }

  private static InputStream open(String resource) {
    var stream = Binaries.class.getResourceAsStream("/" + resource);
    if (stream == null) {
      throw new DatabaseStartException(
          "PostgreSQL's binaries are not on the class path: " + resource);
    }
    return stream;
  }

  /** The first 64 bits of SHA-256, in hex: it tells versions apart and guards nothing. */
  private static String digest(String resource) throws IOException {
    try (var in = new DigestInputStream(open(resource), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void unpack(String resource, Path home) throws IOException {
    LOG.info("unpacking PostgreSQL {} into {}", MAJOR_VERSION, home);
    var partial = DurableFiles.partial(home);
    Files.createDirectory(partial);
    try (var xz = new XZInputStream(new BufferedInputStream(open(resource)));
        var tar = new TarArchiveInputStream(xz)) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, target(partial, entry));
      }
    }
    DurableFiles.syncTree(partial);
    DurableFiles.complete(partial, home);
  }

  private static Path target(Path root, TarArchiveEntry entry) throws IOException {
    var target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root))
      throw new IOException("archive leaves its root: " + entry.getName());
    return target;
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    var executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
