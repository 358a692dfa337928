package dev.patchbay.server.canary;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets, and where they were seen, in whatever form. Thread-safe. */
public final class Canaries {
  private static final int AROUND = 80;

  /** Each form and whose it is. */
  private final Map<String, String> forms = new LinkedHashMap<>();

  private final List<String> found = new ArrayList<>();
  private long looked;

  /** Adds a secret. */
  public synchronized void add(String name, String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    forms.put(secret, name);
    forms.put(URLEncoder.encode(secret, StandardCharsets.UTF_8), name + " for an address");
    forms.put(secret.replace("/", "\\/"), name + " with slashes of JSON");
    forms.put(HexFormat.of().formatHex(bytes), name + " in hex");
    forms.put(HexFormat.of().withUpperCase().formatHex(bytes), name + " in hex");
    forms.put(
        new String(secret.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1),
        name + " in UTF-16");
    for (int shift = 0; shift < 3; shift++) {
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        forms.put(inside(encoder, bytes, shift), name + " in base64");
      }
    }
  }

  /** What base64 makes of it behind so many other bytes, without what its neighbours decide. */
  private static String inside(Base64.Encoder encoder, byte[] bytes, int shift) {
    byte[] shifted = new byte[shift + bytes.length];
    System.arraycopy(bytes, 0, shifted, shift, bytes.length);
    int begin = (shift * 8 + 5) / 6;
    int end = shifted.length * 8 / 6;
    return encoder.encodeToString(shifted).substring(begin, end);
  }

  /** Looks at a text. */
  public void look(String where, String text) {
    look(where, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Looks at bytes. */
  public synchronized void look(String where, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    looked += text.length();
    forms.forEach(
        (form, name) -> {
          int at = text.indexOf(form);
          if (at >= 0) {
            int end = Math.min(text.length(), at + form.length());
            found.add(name + " in " + where + ": " + text.substring(Math.max(0, at - AROUND), end));
          }
        });
  }

  /** Where some were seen, each place once. */
  public synchronized List<String> found() {
    return found.stream().distinct().limit(30).toList();
  }

  /** How many bytes were looked at. */
  public synchronized long looked() {
    return looked;
  }

  /** Those that are looked for. */
  synchronized List<String> forms() {
    return List.copyOf(forms.keySet());
  }

  /** How often a word stands in bytes. */
  static int count(byte[] bytes, String word) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return Arrays.asList(text.split(java.util.regex.Pattern.quote(word), -1)).size() - 1;
  }
}
