package org.evalledger.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.bytes.Bytes;

/**
 * What a page's form with files sends (RFC 7578), read in memory: the framework's own reader would
 * write the files to a disk, and nothing of them is to be kept.
 *
 * @param fields what was typed
 * @param files what was chosen, none of them empty
 */
record MultipartForm(PostedForm fields, List<File> files) {
  /** Parts, at most. */
  private static final int MOST = 500;

  private static final Pattern BOUNDARY =
      Pattern.compile(
          "multipart/form-data;.*boundary=\"?([^\";,]{1,70})\"?.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern FILE_NAME = Pattern.compile("[; ]filename=\"([^\"]*)\"");
  private static final Pattern LAST_STEP = Pattern.compile(".*[/\\\\]", Pattern.DOTALL);

  /** Characters of a file's name that are kept. */
  private static final int LONGEST_NAME = 200;

  MultipartForm {
    files = List.copyOf(files);
  }

  /**
   * A file.
   *
   * @param name as the sender's machine calls it, without folders
   * @param content its exact bytes
   */
  record File(String name, Bytes content) {}

  /** Reads {@code body}; empty where it is not the form that {@code contentType} says. */
  static Optional<MultipartForm> read(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.matches()) {
      return Optional.empty();
    }
    byte[] delimiter = ("\r\n--" + boundary.group(1)).getBytes(StandardCharsets.UTF_8);
    Map<String, List<String>> fields = new LinkedHashMap<>();
    List<File> files = new ArrayList<>();
    // The first delimiter has no line before it (RFC 2046 §5.1.1).
    int at = startsWith(body, delimiter, 2) ? delimiter.length - 2 : -1;
    for (int parts = 0; at >= 0 && !isLast(body, at); parts++) {
      int end = indexOf(body, delimiter, at);
      if (end < 0 || parts == MOST || !part(body, at, end, fields, files)) {
        return Optional.empty();
      }
      at = end + delimiter.length;
    }
    return at < 0
        ? Optional.empty()
        : Optional.of(new MultipartForm(new PostedForm(fields), files));
  }

  private static boolean isLast(byte[] body, int at) {
    return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
  }

  /** Takes the part between two delimiters; false where it is none. */
  private static boolean part(
      byte[] body, int from, int to, Map<String, List<String>> fields, List<File> files) {
    byte[] blank = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    int head = indexOf(body, blank, from);
    if (head < 0 || head + blank.length > to) {
      return false;
    }
    String headers = new String(body, from, head - from, StandardCharsets.UTF_8);
    Matcher name = NAME.matcher(headers);
    if (!name.find()) {
      return false;
    }
    int start = head + blank.length;
    Matcher fileName = FILE_NAME.matcher(headers);
    if (!fileName.find()) {
      fields
          .computeIfAbsent(name.group(1), key -> new ArrayList<>())
          .add(new String(body, start, to - start, StandardCharsets.UTF_8));
    } else if (to > start) {
      files.add(
          new File(plain(fileName.group(1)), Bytes.copyOf(Arrays.copyOfRange(body, start, to))));
    }
    return true;
  }

  /** The last step of a path, without the escapes of WHATWG HTML §4.10.21.8. */
  private static String plain(String name) {
    String last =
        LAST_STEP
            .matcher(name.replace("%22", "\"").replace("%0D", " ").replace("%0A", " "))
            .replaceFirst("");
    return Proposal.beginning(last, LONGEST_NAME);
  }

  private static boolean startsWith(byte[] body, byte[] wanted, int skipped) {
    int length = wanted.length - skipped;
    return body.length >= length && Arrays.equals(body, 0, length, wanted, skipped, wanted.length);
  }

  private static int indexOf(byte[] body, byte[] wanted, int from) {
    for (int i = from; i <= body.length - wanted.length; i++) {
      if (body[i] == wanted[0]
          && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
