package dev.patchbay.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals texts for storing. A sealed text is {@code v1:KEY:BASE64}: the name of the key, then nonce
 * and ciphertext. It opens only at the place it was sealed for, so that nobody who can write to the
 * store can move it to where its use would tell it. Thread-safe.
 */
public final class Seal {
  private static final String VERSION = "v1:";
  private static final Pattern SEALED = Pattern.compile("v1:[0-9a-f]{8}:");
  private static final int PARTS = 3;
  private static final int NONCE_BYTES = 12; // NIST SP 800-38D, 8.2.1: 96 bits are recommended
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final @Nullable Supplier<SealKey> source;
  private final List<SealKey> others;
  private @Nullable SealKey key;

  /** Without a source of its key it only opens. */
  Seal(@Nullable Supplier<SealKey> source, List<SealKey> others) {
    this.source = source;
    this.others = List.copyOf(others);
  }

  /**
   * A seal of these keys.
   *
   * @param key what it seals with; asked for when it is first needed, until it is given
   * @param others what was sealed with these opens too
   */
  public static Seal of(Supplier<SealKey> key, List<SealKey> others) {
    return new Seal(key, others);
  }

  /** A seal of one key. */
  public static Seal of(SealKey key) {
    return new Seal(() -> key, List.of());
  }

  /** True for what {@link #seal} made, by its form. */
  public static boolean isSealed(String text) {
    return SEALED.matcher(text).lookingAt();
  }

  /** The name of the key of a text that {@link #isSealed}; it is in the clear. */
  public static String keyOf(String sealed) {
    return sealed.split(":", PARTS)[1];
  }

  /**
   * Seals a text.
   *
   * @param place where it is going to be stored: opens nowhere else
   */
  public String seal(String text, String place) {
    SealKey used = key();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
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
   * @throws SealException if it was sealed with another key, for another place, or was changed
   */
  public String open(String sealed, String place) throws SealException {
    String[] parts = sealed.split(":", PARTS);
    if (!sealed.startsWith(VERSION) || parts.length != PARTS) {
      throw new SealException(SealException.Reason.PLAIN, "is not sealed");
    }
    return opened(named(parts[1]), parts[2], place);
  }

  private SealKey named(String name) throws SealException {
    for (SealKey one : others) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    SealKey first = source == null ? null : key();
    if (first == null || !first.name().equals(name)) {
      throw new SealException(
          SealException.Reason.OTHER_KEY,
          "was sealed with another key ("
              + name
              + (first == null ? ", and none is set)" : ", this is " + first.name() + ")"));
    }
    return first;
  }

  private static String opened(SealKey used, String base64, String place) throws SealException {
    try {
      byte[] all = Base64.getDecoder().decode(base64);
      if (all.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
        throw new GeneralSecurityException("It is not whole"); // some providers throw no such thing
      }
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, used, Arrays.copyOf(all, NONCE_BYTES), place)
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SealException(
          SealException.Reason.CHANGED, "was changed, or was sealed for another place");
    }
  }

  private static Cipher cipher(int mode, SealKey key, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((VERSION + place).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private synchronized SealKey key() {
    SealKey known = key;
    if (known == null) {
      known = Objects.requireNonNull(source, "It only opens").get();
      key = known;
    }
    return known;
  }

  /** Says nothing of its keys. */
  @Override
  public String toString() {
    return "Seal";
  }
}
