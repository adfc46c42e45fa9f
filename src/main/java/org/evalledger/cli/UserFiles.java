package org.evalledger.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.evalledger.bytes.Bytes;

/** Files that the command line names; what is wrong with one is told in a sentence. */
final class UserFiles {
  private UserFiles() {}

  /** The content of {@code file}. */
  static Bytes read(Path file) {
    try {
      return Bytes.copyOf(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw CommandFailure.usage("There is no file %s.".formatted(file));
    } catch (IOException e) {
      throw CommandFailure.usage("The file %s cannot be read: %s.".formatted(file, reason(e)));
    }
  }

  /** How many bytes {@code file} has; none where it cannot be looked at. */
  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Writes {@code content} into {@code file}, whose directories are made where they lack. */
  static void write(Path file, Bytes content) {
    try {
      makeDirectoryOf(file);
      Files.write(file, content.toArray());
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  /** Makes the directory that {@code file} is to stand in, where it lacks. */
  static void makeDirectoryOf(Path file) {
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  /** Writes a new {@code file} that its owner alone can read; never replaces one. */
  static void writeSecret(Path file, Bytes content) {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, ownerOnly())) {
      channel.write(java.nio.ByteBuffer.wrap(content.toArray()));
    } catch (FileAlreadyExistsException e) {
      throw CommandFailure.usage(
          "%s is there already and may hold a key; choose another name.".formatted(file));
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static CommandFailure notWritten(Path file, IOException e) {
    return CommandFailure.usage("%s cannot be written: %s.".formatted(file, reason(e)));
  }

  /** Why, in words: the exceptions' messages are mostly the path alone. */
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException none -> "its directory is not there";
      case AccessDeniedException denied -> "access is denied";
      case IOException other -> {
        String message = other.getMessage();
        yield message == null ? other.getClass().getSimpleName() : message;
      }
    };
  }
}
