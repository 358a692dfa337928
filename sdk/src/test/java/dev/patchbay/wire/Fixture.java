package dev.patchbay.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One recorded body of a protocol, and the value it is expected to decode to. */
record Fixture(String protocol, String name) {
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  /** Run with {@code -Dpatchbay.expected.write=true} to write what is decoded; then read it. */
  private static final boolean WRITE = Boolean.getBoolean("patchbay.expected.write");

  /** The fixtures whose names start with a prefix, in order of their names. */
  static List<Fixture> all(Protocol protocol, String prefix) {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("fixtures").resolve(protocol.id()))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .map(name -> new Fixture(protocol.id(), name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    try {
      return Files.readAllBytes(RESOURCES.resolve("fixtures").resolve(protocol).resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The committed expectation; with the system property set, the actual one, which is written. */
  String expected(String actual) {
    String file = name.substring(0, name.lastIndexOf('.')) + ".json";
    Path path = RESOURCES.resolve("expected").resolve(protocol).resolve(file);
    try {
      if (WRITE) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, actual + "\n");
      }
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An {@code .http} fixture: status line, headers, a blank line, the body. */
  Http http() {
    byte[] all = bytes();
    String text = new String(all, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\n\n");
    String[] lines = text.substring(0, end).split("\n");
    Map<String, String> headers = new TreeMap<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(lines[0].split(" ")[1]);
    return new Http(status, headers, Arrays.copyOfRange(all, end + 2, all.length));
  }

  /** A recorded reply. */
  record Http(int status, Map<String, String> headers, byte[] body) {}

  @Override
  public String toString() {
    return name;
  }
}
