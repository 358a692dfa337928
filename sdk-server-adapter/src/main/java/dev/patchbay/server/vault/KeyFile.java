package dev.patchbay.server.vault;

import dev.patchbay.seal.SealKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A file with a key in it that nobody but its owner may read. Immutable. */
final class KeyFile {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path path;

  KeyFile(Path path) {
    this.path = path;
  }

  /**
   * The key in it; if there is no file, a new one of a new key.
   *
   * @throws VaultException if it can't be read or written, others may read it, or it holds no key
   */
  SealKey readOrMake() {
    if (!Files.exists(path)) {
      make();
    }
    return read();
  }

  /**
   * The key in it, if there is a file.
   *
   * @throws VaultException if it can't be read, others may read it, or it holds no key
   */
  Optional<SealKey> existing() {
    return Files.exists(path) ? Optional.of(read()) : Optional.empty();
  }

  private SealKey read() {
    try {
      if (posix()) {
        Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(path));
        others.removeAll(OWNER);
        if (!others.isEmpty()) {
          throw new VaultException(
              "Others may use the key file " + path + "; run: chmod 600 " + path);
        }
      }
      return Vault.key(Files.readString(path), "The key file " + path);
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
        Files.write(
            fresh, (SealKey.random(RANDOM).reveal() + "\n").getBytes(StandardCharsets.US_ASCII));
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
