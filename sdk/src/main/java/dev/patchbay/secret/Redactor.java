package dev.patchbay.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
          Pattern.compile("()\\bpb-[A-Za-z0-9_-]{30,}"), // our own: see KeyText
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

  /** An address without its query and the login before its host. */
  public static String address(String url) {
    int query = url.indexOf('?');
    String shown = query < 0 ? url : url.substring(0, query) + "?" + MASK;
    int at = shown.lastIndexOf('@'); // also behind a slash: a password typed in may have one
    return redact(at < 0 ? shown : MASK + shown.substring(at));
  }

  /**
   * A text of a configuration, as people may see it: of an address as {@link #address} shows it.
   */
  public static String setting(String text) {
    return text.contains("://") ? address(text) : redact(text);
  }

  /** As {@link #redact(String)}, and masks this credential wherever it stands. */
  public static String redact(String text, Secret secret) {
    return redact(text, List.of(secret));
  }

  /**
   * As {@link #redact(String)}, and masks these credentials wherever they stand: plain, as a URL or
   * JSON writes them, or in base64, the longest first.
   */
  public static String redact(String text, List<Secret> secrets) {
    String masked = text;
    for (String form : forms(secrets)) {
      masked = masked.replace(form, MASK);
    }
    return redact(masked);
  }

  private static List<String> forms(List<Secret> secrets) {
    Set<String> forms = new LinkedHashSet<>();
    for (Secret secret : secrets) {
      String plain = secret.reveal();
      byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
      forms.add(plain);
      forms.add(URLEncoder.encode(plain, StandardCharsets.UTF_8));
      forms.add(plain.replace("\\", "\\\\").replace("\"", "\\\""));
      forms.add(plain.replace("/", "\\/"));
      forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }
    return forms.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }
}
