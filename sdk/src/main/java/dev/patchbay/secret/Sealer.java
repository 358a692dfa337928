package dev.patchbay.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals texts that others keep for us and bring back: nobody but the owner of the key can read or
 * change them. Sealed is a version, the name of the key, a nonce and the ciphertext (AES-GCM). The
 * key is fetched when it is first needed. Thread-safe.
 */
public final class Sealer {
  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int NAME_BYTES = 4;
  private static final int NONCE_BYTES = 12; // NIST SP 800-38D, 8.2.1: 96 bits are recommended
  private static final int HEAD_BYTES = 1 + NAME_BYTES + NONCE_BYTES;
  private static final int TAG_BITS = 128;
  private static final int LEAST_BYTES = HEAD_BYTES + TAG_BITS / Byte.SIZE;

  private final SecureRandom random = new SecureRandom();
  private final Supplier<Secret> source;
  private @Nullable Key key;

  private record Key(SecretKeySpec secret, byte[] name) {}

  private Sealer(Supplier<Secret> source) {
    this.source = source;
  }

  /**
   * A sealer by this key.
   *
   * @param key 32 bytes in base64; asked for once, when something is first sealed or opened
   */
  public static Sealer of(Supplier<Secret> key) {
    return new Sealer(key);
  }

  /** A sealer whose key is gone with it: what it sealed opens no more then. */
  public static Sealer passing() {
    byte[] made = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(made);
    Secret text = Secret.of(Base64.getEncoder().encodeToString(made));
    return new Sealer(() -> text);
  }

  /**
   * Seals a text.
   *
   * @param place what it is and whose: it opens for nothing else
   * @throws IllegalArgumentException if the key is none
   */
  public byte[] seal(String text, String place) {
    Key used = key();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, used, nonce, place)
              .doFinal(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
          .put(VERSION)
          .put(used.name())
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM", e);
    }
  }

  /**
   * Opens a text.
   *
   * @param place what it was sealed for
   * @throws BrokenSealException if it was sealed by another key or for another place, or was
   *     changed
   */
  public String open(byte[] sealed, String place) {
    if (sealed.length < LEAST_BYTES || sealed[0] != VERSION) {
      throw new BrokenSealException("it is not whole, or was made by a later version");
    }
    Key used = key();
    byte[] name = Arrays.copyOfRange(sealed, 1, 1 + NAME_BYTES);
    if (!MessageDigest.isEqual(name, used.name())) {
      throw new BrokenSealException(
          "it was sealed by another key: processes that serve the same clients need the same one");
    }
    byte[] nonce = Arrays.copyOfRange(sealed, 1 + NAME_BYTES, HEAD_BYTES);
    try {
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, used, nonce, place)
              .doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new BrokenSealException("it was changed, or made for somebody else");
    }
  }

  private static Cipher cipher(int mode, Key key, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((VERSION + ":" + place).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private synchronized Key key() {
    Key known = key;
    if (known == null) {
      known = read(source.get());
      key = known;
    }
    return known;
  }

  private static Key read(Secret base64) {
    byte[] bytes = Base64.getDecoder().decode(base64.reveal());
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("A sealing key has 32 bytes, not " + bytes.length);
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Key(new SecretKeySpec(bytes, "AES"), Arrays.copyOf(hash, NAME_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Says nothing of its key. */
  @Override
  public String toString() {
    return "Sealer";
  }
}
