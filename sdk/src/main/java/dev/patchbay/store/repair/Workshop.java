package dev.patchbay.store.repair;

import dev.patchbay.failure.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory beside a database, for its owner alone, and the way back from it. One thread. */
final class Workshop implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private static final String WAL = "-wal";
  private static final String SHM = "-shm";

  private final Path file;
  private final Path directory;

  private Workshop(Path file, Path directory) {
    this.file = file;
    this.directory = directory;
  }

  /** Makes one, if there is room for what comes into it. */
  static Workshop beside(Path file) throws IOException {
    Path parent = Objects.requireNonNull(file.getParent(), "a file lies in a directory");
    long needed = 2 * (Files.size(file) + size(with(file, WAL)));
    long room = Files.getFileStore(parent).getUsableSpace();
    if (room < needed) {
      throw new StoreException(
          "There is no room for two copies of "
              + file
              + ": make room for "
              + (needed - room) / (1 << 20)
              + " MB more beside it");
    }
    // Of its owner alone where the file system knows owners: Javadoc of createTempDirectory.
    return new Workshop(file, Files.createTempDirectory(parent, file.getFileName() + ".repair"));
  }

  private static long size(Path path) throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  private static Path with(Path path, String end) {
    return path.resolveSibling(path.getFileName() + end);
  }

  /** What is worked on. */
  Path copy() {
    return directory.resolve("copy.db");
  }

  /** Where what can be read is written to. */
  Path fresh() {
    return directory.resolve("fresh.db");
  }

  /** Copies the file, and what of it is still in its log. */
  void copy(FileHold hold) throws IOException {
    for (String end : List.of("", WAL, SHM)) {
      Files.deleteIfExists(with(copy(), end));
    }
    hold.copyTo(copy());
    if (Files.exists(with(file, WAL))) {
      Files.copy(with(file, WAL), with(copy(), WAL));
    }
  }

  /**
   * Puts a file in the place of the database. Whatever ends this half way, the old one is whole
   * under one of its two names: first it gets the second one, then the new file takes the first.
   *
   * @return the second name of the old one
   */
  Path swap(Path mended, Instant now) throws IOException {
    Path kept = with(file, ".damaged-" + STAMP.format(now));
    ownedAsBefore(mended);
    force(mended);
    name(kept);
    forOwner(kept);
    Path log = with(file, WAL);
    if (Files.exists(log)) {
      Files.copy(log, with(kept, WAL));
      forOwner(with(kept, WAL));
      force(with(kept, WAL));
    }
    forceDirectory();
    // The log of the old file would be taken for one of the new file.
    Files.deleteIfExists(log);
    Files.deleteIfExists(with(file, SHM));
    Files.move(mended, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceDirectory();
    return kept;
  }

  private void name(Path kept) throws IOException {
    try {
      Files.createLink(kept, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(file, kept); // where a file has one name only
      force(kept);
    }
  }

  /** Whoever mends it may be another user than the server. */
  private void ownedAsBefore(Path mended) throws IOException {
    PosixFileAttributeView view = view(mended);
    if (view == null) {
      return;
    }
    PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
    forOwner(mended);
    if (!view.getOwner().equals(before.owner())) {
      view.setOwner(before.owner());
      view.setGroup(before.group());
    }
  }

  private static void forOwner(Path path) throws IOException {
    PosixFileAttributeView view = view(path);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static @Nullable PosixFileAttributeView view(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class);
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** So that the names are on the disk too, where a directory can be told that. */
  private void forceDirectory() {
    try (FileChannel channel =
        FileChannel.open(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows can't; there names are written with their files.
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path each : files.toList()) {
        Files.deleteIfExists(each);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      // It is named after the database: whoever finds it knows what it was.
    }
  }
}
