package org.evalledger.harness;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.evalledger.bytes.Bytes;

/**
 * The header of an Inspect log in its archive form, {@code .eval}: a ZIP whose entries are deflated
 * or, in newer logs, compressed by zstd (method 93). What the samples say is not read, so nothing
 * else in the archive is ever unpacked.
 */
final class InspectArchive {
  /** Bytes of the header, unpacked, at most: it holds results and settings, and no samples. */
  static final int MAX_HEADER = 32 << 20;

  /** A log shrinks to a twentieth or so; what shrinks more was made to. */
  static final int MAX_RATIO = 200;

  /** Entries, at most: one for each sample and epoch, and a few. */
  static final int MAX_ENTRIES = 200_000;

  private static final String HEADER = "header.json";
  private static final String JOURNAL = "_journal/start.json";

  private InspectArchive() {}

  /** What came of opening. */
  sealed interface Opened {}

  /**
   * The header.
   *
   * @param content its bytes
   */
  record Header(Bytes content) implements Opened {}

  /** It is some other archive. */
  record NoLog() implements Opened {}

  /**
   * It is a log that cannot be read.
   *
   * @param sentence why, for a person
   */
  record Unusable(String sentence) implements Opened {}

  /** Whether the file begins as a ZIP does. */
  static boolean isZip(Bytes content) {
    return content.length() >= 4
        && content.at(0) == 'P'
        && content.at(1) == 'K'
        && content.at(2) == 3
        && content.at(3) == 4;
  }

  static Opened open(Bytes content) {
    try (ZipFile zip = zip(content)) {
      return open(zip);
    } catch (IOException | RuntimeException e) {
      // The library throws unchecked exceptions too where an archive lies about its own layout.
      return new Unusable(
          "This archive is damaged or not written to its end: its directory cannot be read.");
    }
  }

  private static ZipFile zip(Bytes content) throws IOException {
    return ZipFile.builder()
        .setSeekableByteChannel(new SeekableInMemoryByteChannel(content.toArray()))
        .setIgnoreLocalFileHeader(true)
        .get();
  }

  private static Opened open(ZipFile zip) throws IOException {
    Iterator<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder().asIterator();
    for (int count = 0; entries.hasNext(); count++) {
      entries.next();
      if (count == MAX_ENTRIES) {
        return new Unusable("This archive has more than " + MAX_ENTRIES + " entries.");
      }
    }
    Iterator<ZipArchiveEntry> headers = zip.getEntries(HEADER).iterator();
    if (!headers.hasNext()) {
      return zip.getEntry(JOURNAL) == null
          ? new NoLog()
          : new Unusable(
              "This Inspect log has no header yet: its run did not finish, and nothing is taken"
                  + " from it.");
    }
    ZipArchiveEntry header = headers.next();
    if (headers.hasNext()) {
      return new Unusable("This Inspect log has two headers; which of them counts is not clear.");
    }
    return read(zip, header);
  }

  private static Opened read(ZipFile zip, ZipArchiveEntry header) throws IOException {
    if (!zip.canReadEntryData(header)) {
      return new Unusable(
          "The header of this Inspect log is encrypted or packed by a rare method.");
    }
    long allowed = Math.min(MAX_HEADER, (header.getCompressedSize() + 1) * MAX_RATIO);
    Optional<Bytes> content = read(zip, header, allowed);
    if (content.isEmpty()) {
      return new Unusable(
          "The header of this Inspect log unpacks to more than %d bytes.".formatted(allowed));
    }
    return checksum(content.get()) == header.getCrc()
        ? new Header(content.get())
        : new Unusable("The header of this Inspect log is damaged: its checksum is another.");
  }

  /** The library leaves this check to whoever reads. */
  private static long checksum(Bytes content) {
    var crc = new CRC32();
    crc.update(content.toArray());
    return crc.getValue();
  }

  private static Optional<Bytes> read(ZipFile zip, ZipArchiveEntry header, long allowed)
      throws IOException {
    try (InputStream in = zip.getInputStream(header)) {
      byte[] read = in.readNBytes((int) allowed + 1);
      return read.length > allowed ? Optional.empty() : Optional.of(Bytes.copyOf(read));
    }
  }
}
