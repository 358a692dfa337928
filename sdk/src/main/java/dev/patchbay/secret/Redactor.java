package dev.patchbay.secret;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Masks what looks like a credential in text that will be shown, logged or stored: keys of the
 * known vendors by their prefixes, bearer tokens, and {@code key=} style parameters. Stateless.
 */
public final class Redactor {
  private static final String MASK = "****";

  /** Each pattern's first group, if it has one, is kept; the rest is masked. */
  private static final List<Pattern> SHAPES =
      List.of(
          Pattern.compile("(?i)(bearer\\s+)[A-Za-z0-9._~+/=-]{6,}"),
          Pattern.compile("(?i)(authorization\"?\\s*[=:]\\s*\"?basic\\s+)[A-Za-z0-9+/=_-]{4,}"),
          Pattern.compile(
              "()\\b(?:sk|pk|rk|gsk|xai|pplx|tgp|nvapi|hf|ghp|gho|csk|fw)[-_][A-Za-z0-9_-]{6,}"),
          Pattern.compile("()\\bAIza[A-Za-z0-9_-]{10,}"),
          Pattern.compile("()\\bya29\\.[A-Za-z0-9._-]{10,}"),
          Pattern.compile("()\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"),
          Pattern.compile(
              "(?i)((?:api[-_]?key|x-api-key|x-goog-api-key|access[-_]?token|refresh[-_]?token|"
                  + "client[-_]?secret|password|[?&]key)\"?\\s*[=:]\\s*\"?)[^\\s\"&,}]{4,}"),
          Pattern.compile("(://[^/\\s:@]+:)[^@\\s/]+(?=@)"));

  private Redactor() {}

  /** The text with everything that looks like a credential masked. */
  public static String redact(String text) {
    String result = text;
    for (Pattern shape : SHAPES) {
      result = shape.matcher(result).replaceAll("$1" + MASK.replace("$", "\\$"));
    }
    return result;
  }

  /** As {@link #redact(String)}, and masks this credential wherever it stands. */
  public static String redact(String text, Secret secret) {
    return redact(text.replace(secret.reveal(), MASK));
  }
}
