package dev.patchbay.server.vault;

import dev.patchbay.seal.Seal;
import dev.patchbay.seal.SealException;
import dev.patchbay.seal.SealKey;
import dev.patchbay.secret.Secret;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Seals credentials for storing, as {@link Seal} does: each opens only at the place it was sealed
 * for. The key is given, or kept in a file; then it is fetched when it is first needed.
 * Thread-safe.
 */
public final class Vault {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final @Nullable KeyFile file;
  private final Supplier<SealKey> source;
  private final List<SealKey> old;
  private final Seal seal;

  private Vault(@Nullable KeyFile file, Supplier<SealKey> source, List<SealKey> old) {
    this.file = file;
    this.source = source;
    this.old = List.copyOf(old);
    this.seal = Seal.of(source, old);
  }

  /**
   * A vault of this key.
   *
   * @param base64 32 bytes
   * @throws VaultException if it is no key
   */
  public static Vault of(Secret base64) {
    return of(base64, List.of(), null);
  }

  /**
   * A vault of this key, which opens what older ones sealed.
   *
   * @param old keys from before
   * @param file where the key was kept before it was given; null if it was in none
   * @throws VaultException if one is no key; a file that can't be used is passed over
   */
  public static Vault of(Secret base64, List<Secret> old, @Nullable Path file) {
    SealKey given = key(base64.reveal(), "PATCHBAY_SECRET_KEY");
    List<SealKey> others = new ArrayList<>();
    old.forEach(one -> others.add(key(one.reveal(), "PATCHBAY_SECRET_KEY_OLD")));
    if (file != null) {
      left(new KeyFile(file)).ifPresent(others::add);
    }
    return new Vault(null, () -> given, others);
  }

  private static Optional<SealKey> left(KeyFile file) {
    try {
      return file.existing();
    } catch (VaultException e) {
      return Optional.empty();
    }
  }

  /** A vault of the key in a file, which is made, readable for its owner alone, if it is needed. */
  public static Vault in(Path path) {
    KeyFile file = new KeyFile(path);
    return new Vault(file, file::readOrMake, List.of());
  }

  /** A vault whose key is as short-lived as it: for what is stored in memory. */
  public static Vault passing() {
    SealKey made = SealKey.random(RANDOM);
    return new Vault(null, () -> made, List.of());
  }

  static SealKey key(String text, String from) {
    try {
      return SealKey.of(text);
    } catch (IllegalArgumentException e) {
      throw new VaultException(from + " " + e.getMessage());
    }
  }

  /**
   * The key, for what else is sealed with it.
   *
   * @throws VaultException if its file can't be read or made
   */
  public SealKey key() {
    return source.get();
  }

  /** The key, if there is one by now; none is made. */
  public Optional<SealKey> existing() {
    return file == null ? Optional.of(source.get()) : file.existing();
  }

  /** The keys from before, for what else was sealed with them. */
  public List<SealKey> old() {
    return old;
  }

  /** True for what {@link #seal} made with a key from before. */
  public boolean isOld(String text) {
    return Seal.isSealed(text)
        && old.stream().anyMatch(one -> one.name().equals(Seal.keyOf(text)))
        && !key().name().equals(Seal.keyOf(text));
  }

  /** True for what {@link #seal} made, by its form. */
  public static boolean isSealed(String text) {
    return Seal.isSealed(text);
  }

  /**
   * Seals a text.
   *
   * @param place where it is going to be stored: opens nowhere else
   * @throws VaultException if there is no key
   */
  public String seal(String text, String place) {
    return seal.seal(text, place);
  }

  /**
   * Opens a text.
   *
   * @param place what it was sealed for
   * @throws VaultException if it was sealed with another key, for another place, or was changed
   */
  public String open(String sealed, String place) {
    try {
      return seal.open(sealed, place);
    } catch (SealException e) {
      throw new VaultException(
          "What is stored at "
              + place
              + " "
              + e.getMessage()
              + (e.reason() == SealException.Reason.OTHER_KEY
                  ? "; set PATCHBAY_SECRET_KEY_OLD (or PATCHBAY_SECRET_KEY) to that key, put its key"
                      + " file back, or set the credential anew"
                  : "; set it anew"));
    }
  }

  /**
   * A seal for something else than credentials at rest: its key is the same for the same purpose as
   * long as the vault's is, and tells nothing of that. It asks for the vault's key when it is used:
   * a {@link VaultException} then if there is none.
   */
  public Seal derived(String purpose) {
    return Seal.of(() -> key().derived("v1:" + purpose), List.of());
  }

  /** Says nothing of its key. */
  @Override
  public String toString() {
    return "Vault";
  }
}
