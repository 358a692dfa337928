package dev.patchbay.server.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file with a key in it that nobody but its owner may read. Immutable. */
final class KeyFile {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path path;

  KeyFile(Path path) {
    this.path = path;
  }

  /**
   * The key in it; if there is no file, a new one of a new key.
   *
   * @throws VaultException if it can't be read or written, others may read it, or it holds no key
   */
  VaultKey readOrMake() {
    if (!Files.exists(path)) {
      make();
    }
    return read();
  }

  private VaultKey read() {
    try {
      if (posix()) {
        Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(path));
        others.removeAll(OWNER);
        if (!others.isEmpty()) {
          throw new VaultException(
              "Others may use the key file " + path + "; run: chmod 600 " + path);
        }
      }
      return VaultKey.of(Files.readString(path), "The key file " + path);
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /** Written aside and then linked: who finds the file finds all of it, and the first one stays. */
  private void make() {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, path.getFileName().toString(), ".new", owned());
      try {
        Files.write(fresh, (VaultKey.random().base64() + "\n").getBytes(StandardCharsets.US_ASCII));
        link(fresh);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw failed("make", e);
    }
  }

  private void link(Path fresh) throws IOException {
    try {
      Files.createLink(path, fresh);
    } catch (FileAlreadyExistsException e) {
      // Another process was first: its key counts.
    } catch (UnsupportedOperationException e) {
      Files.copy(fresh, path);
    }
  }

  private FileAttribute<?>[] owned() {
    return posix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
        : new FileAttribute<?>[0];
  }

  private boolean posix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private VaultException failed(String what, IOException e) {
    return new VaultException(
        "Could not "
            + what
            + " the key file "
            + path
            + " ("
            + e.getClass().getSimpleName()
            + "); make its folder writable, or set PATCHBAY_SECRET_KEY");
  }
}
