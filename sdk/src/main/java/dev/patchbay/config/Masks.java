package dev.patchbay.config;

import dev.patchbay.secret.Redactor;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a value is shown in a fault. A key may stand anywhere by mistake, and not every vendor's key
 * has a prefix the {@link Redactor} knows, so whatever looks drawn by chance is masked too. Pure.
 */
final class Masks {
  private static final String MASK = "****";
  private static final int MOST_SHOWN = 120;
  private static final int SHORT = 12;

  /** Long runs with digits in them, and UUIDs: names of models and hosts have neither. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
              + "|(?<![A-Za-z0-9])(?=[A-Za-z]*[0-9])[A-Za-z0-9]{16,}");

  private static final Pattern SENSITIVE = Pattern.compile("key|accounts|headers|password|proxy");

  private Masks() {}

  /** A text with all that looks like a credential masked; one that is too long is only counted. */
  static String text(String text) {
    if (text.length() > MOST_SHOWN) {
      return "… " + text.length() + " characters …";
    }
    return TOKEN.matcher(Redactor.redact(text)).replaceAll(MASK);
  }

  /** A value that stood at a path, in quotes; what has parts is named, not shown. */
  static String value(String path, Object value) {
    if (value instanceof Map) {
      return "a map";
    }
    if (value instanceof Iterable || value instanceof Object[]) {
      return "a list";
    }
    String text = String.valueOf(value);
    boolean login = text.contains("://") && text.contains("@");
    boolean sensitive = SENSITIVE.matcher(path.toLowerCase(Locale.ROOT)).find();
    boolean secret = login || (sensitive && text.length() > SHORT);
    return "'" + (secret ? MASK : text(text)) + "'";
  }
}
