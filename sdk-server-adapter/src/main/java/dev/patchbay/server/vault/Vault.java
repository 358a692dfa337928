package dev.patchbay.server.vault;

import dev.patchbay.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals credentials for storing. A sealed text is {@code v1:KEY:BASE64}: the name of the key, then
 * nonce and ciphertext. It opens only at the place it was sealed for, so that nobody who can write
 * to the store can move it to where its use would tell it. The key is fetched when it is first
 * needed. Thread-safe.
 */
public final class Vault {
  private static final String VERSION = "v1:";
  private static final int NONCE_BYTES = 12; // NIST SP 800-38D, 8.2.1: 96 bits are recommended
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final Supplier<VaultKey> source;
  private @Nullable VaultKey key;

  private Vault(Supplier<VaultKey> source) {
    this.source = source;
  }

  /**
   * A vault of this key.
   *
   * @param base64 32 bytes
   * @throws VaultException if it is no key
   */
  public static Vault of(Secret base64) {
    VaultKey given = VaultKey.of(base64.reveal(), "PATCHBAY_SECRET_KEY");
    return new Vault(() -> given);
  }

  /** A vault of the key in a file, which is made, readable for its owner alone, if it is needed. */
  public static Vault in(Path file) {
    return new Vault(new KeyFile(file)::readOrMake);
  }

  /** A vault whose key is as short-lived as it: for what is stored in memory. */
  public static Vault passing() {
    VaultKey made = VaultKey.random();
    return new Vault(() -> made);
  }

  /** True for what {@link #seal} made, by its form. */
  public static boolean isSealed(String text) {
    return text.startsWith(VERSION);
  }

  /**
   * Seals a text.
   *
   * @param place where it is going to be stored: opens nowhere else
   * @throws VaultException if there is no key
   */
  public String seal(String text, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    VaultKey used = key();
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, used, nonce, place)
              .doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] all = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return VERSION + used.name() + ":" + Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM", e);
    }
  }

  /**
   * Opens a text.
   *
   * @param place what it was sealed for
   * @throws VaultException if it was sealed with another key, for another place, or was changed
   */
  public String open(String sealed, String place) {
    VaultKey used = key();
    String[] parts = sealed.split(":", 3);
    if (!isSealed(sealed) || parts.length != 3) {
      throw new VaultException("What is stored at " + place + " is not sealed; set it anew");
    }
    if (!parts[1].equals(used.name())) {
      throw new VaultException(
          "What is stored at "
              + place
              + " was sealed with another key ("
              + parts[1]
              + ", this is "
              + used.name()
              + "); set PATCHBAY_SECRET_KEY to that key, put its key file back, or set the"
              + " credential anew");
    }
    return opened(used, parts[2], place);
  }

  private static String opened(VaultKey used, String base64, String place) {
    try {
      byte[] all = Base64.getDecoder().decode(base64);
      byte[] nonce = java.util.Arrays.copyOf(all, NONCE_BYTES);
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, used, nonce, place)
              .doFinal(all, NONCE_BYTES, Math.max(0, all.length - NONCE_BYTES));
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new VaultException(
          "What is stored at "
              + place
              + " was changed, or was sealed for another place; set it anew");
    }
  }

  /**
   * A key for something else than credentials at rest, as 32 bytes in base64: the same for the same
   * purpose as long as the vault's key is the same, and telling nothing of it.
   *
   * @throws VaultException if there is no key
   */
  public Secret derived(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key().secret());
      byte[] derived = mac.doFinal((VERSION + purpose).getBytes(StandardCharsets.UTF_8));
      return Secret.of(Base64.getEncoder().encodeToString(derived));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
    }
  }

  private static Cipher cipher(int mode, VaultKey key, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((VERSION + place).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private synchronized VaultKey key() {
    VaultKey known = key;
    if (known == null) {
      known = source.get();
      key = known;
    }
    return known;
  }

  /** Says nothing of its key. */
  @Override
  public String toString() {
    return "Vault";
  }
}
