package dev.patchbay.server.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Whether the key that stored credentials are encrypted with is there, and nobody else's. */
final class SecretLook {
  private static final String SUBJECT = "secret key";

  private SecretLook() {}

  /**
   * Looks.
   *
   * @param database the key's file lies beside it
   * @param told whether the environment says the key
   */
  static Finding at(Path database, boolean told) {
    if (told) {
      return Finding.ok(SUBJECT, "from PATCHBAY_SECRET_KEY");
    }
    Path file = Path.of(database + ".key");
    if (!Files.exists(file)) {
      return Files.exists(database)
          ? Finding.hint(
              SUBJECT,
              file
                  + " is not there; one is made when something is first sealed. If there was one,"
                  + " restore it: without it stored credentials and bodies can't be read")
          : Finding.ok(SUBJECT, "made when something is first sealed");
    }
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      rights.remove(PosixFilePermission.OWNER_READ);
      rights.remove(PosixFilePermission.OWNER_WRITE);
      return rights.isEmpty()
          ? Finding.ok(SUBJECT, file.toString())
          : Finding.problem(SUBJECT, "others may read " + file + ": chmod 600 " + file);
    } catch (UnsupportedOperationException e) {
      return Finding.ok(SUBJECT, file.toString());
    } catch (IOException e) {
      return Finding.problem(SUBJECT, file + " can't be looked at: " + e.getMessage());
    }
  }
}
