package org.evalledger.harness;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.evalledger.bytes.Bytes;

/** Takes archives of Inspect apart and puts others together. */
final class InspectArchives {
  private InspectArchives() {}

  static String header(Bytes archive) {
    try (ZipFile zip =
        ZipFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(archive.toArray()))
            .get()) {
      byte[] content = zip.getInputStream(zip.getEntry("header.json")).readAllBytes();
      return new String(content, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deflated, as most logs are. */
  static Bytes deflated(Map<String, byte[]> entries) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipArchiveOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        zip.putArchiveEntry(new ZipArchiveEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.copyOf(bytes.toByteArray());
  }

  static Bytes deflated(String header) {
    return deflated(Map.of("header.json", header.getBytes(StandardCharsets.UTF_8)));
  }

  /** Compressed by zstd (APPNOTE 6.3.7, method 93), {@code copies} times. */
  static Bytes zstd(byte[] header, int copies) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipArchiveOutputStream(bytes)) {
      for (int i = 0; i < copies; i++) {
        byte[] packed = Zstd.compress(header);
        var crc = new CRC32();
        crc.update(header);
        var entry = new ZipArchiveEntry("header.json");
        entry.setMethod(ZipMethod.ZSTD.getCode());
        entry.setSize(header.length);
        entry.setCompressedSize(packed.length);
        entry.setCrc(crc.getValue());
        zip.addRawArchiveEntry(entry, new ByteArrayInputStream(packed));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.copyOf(bytes.toByteArray());
  }
}
