package dev.patchbay.store.repair;

import dev.patchbay.failure.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of SQLite that no other process uses: whoever has it open in WAL mode holds a lock on
 * these bytes for as long. This process itself must not have it open: SQLite's locks and these are
 * the same to the system. One thread.
 */
final class FileHold implements AutoCloseable {
  /** Source: sqlite.org, os.h of version 3: PENDING_BYTE, SHARED_FIRST and SHARED_SIZE. */
  private static final long SHARED_FIRST = 0x4000_0002L;

  private static final long SHARED_SIZE = 510;

  private final FileChannel channel;

  private FileHold(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Holds it.
   *
   * @throws StoreException if another process has it open, or it can't be opened
   */
  static FileHold take(Path file) {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StoreException("The database " + file + " can't be opened: " + e, e);
    }
    try {
      FileLock lock = channel.tryLock(SHARED_FIRST, SHARED_SIZE, false);
      if (lock != null) {
        return new FileHold(channel);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // Then it is not ours alone.
    }
    closeQuietly(channel);
    throw new StoreException(
        "A process has the database "
            + file
            + " open: stop the server and what else uses it, then try again");
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It was only looked at.
    }
  }

  /** Copies it. By another channel the lock would be lost when that is closed (POSIX). */
  void copyTo(Path copy) throws IOException {
    try (FileChannel to =
        FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long size = channel.size();
      for (long done = 0; done < size; ) {
        done += channel.transferTo(done, size - done, to);
      }
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }
}
