package dev.patchbay.wire;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.RawJson;
import dev.patchbay.secret.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one error says, gathered field by field by the protocol's reader. Servers agree on little
 * here, so every field is taken as whatever it is; nothing is thrown. One thread.
 */
public final class ErrorBody {
  private static final int EXCERPT = 200;

  private final Protocol protocol;
  private final Map<String, String> headers;
  private final Map<String, String> details = new HashMap<>();
  private int status;
  private @Nullable String type;
  private @Nullable String code;
  private String message = "";

  /**
   * An error nothing is known of yet.
   *
   * @param status 200 or 0 for an error in an answer: the body may name a better one
   */
  public ErrorBody(Protocol protocol, int status, Map<String, String> headers) {
    this.protocol = protocol;
    this.status = status == 200 ? 0 : status;
    this.headers = headers;
  }

  /**
   * The signal of a body.
   *
   * @param reader fills this; true if the document is an error of the protocol
   */
  public ErrorSignal read(byte[] body, Predicate<RawJson> reader) {
    boolean understood;
    try {
      understood = reader.test(RawJson.of(body));
    } catch (BadJsonException e) {
      understood = false;
    }
    String told = message.isEmpty() ? excerpt(body) : message;
    return new ErrorSignal(protocol.id(), status, type, code, told, details, headers, understood);
  }

  /** The parts of an error: null for one it does not have. */
  public void told(@Nullable String saidType, @Nullable String saidCode, @Nullable String said) {
    type = saidType;
    code = saidCode;
    message(said);
  }

  /** A word that may name the status of an error in an answer, which has none of its own. */
  public void status(@Nullable String word) {
    if (status == 0 && word != null && word.matches("[1-5]\\d\\d")) {
      status = Integer.parseInt(word);
    }
  }

  public void message(@Nullable String said) {
    message = said == null ? "" : said;
  }

  /** Keeps those fields of an object that are there. */
  public void keep(Block holder, List<String> fields) {
    keep(holder, fields, "");
  }

  /** As {@link #keep(Block, List)}; the details' names begin with the prefix. */
  public void keep(Block holder, List<String> fields, String prefix) {
    for (String field : fields) {
      String value = holder.text(field);
      if (value != null) {
        keep(prefix + field, value);
      }
    }
  }

  /** Keeps a detail. Of several values of one name all count. */
  public void keep(String name, String value) {
    details.merge(
        name, clipped(value), (one, other) -> one.equals(other) ? one : one + ", " + other);
  }

  /** A text in short. */
  public static String clipped(String text) {
    return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
  }

  private static String excerpt(byte[] body) {
    int length = Math.min(body.length, EXCERPT * 4);
    String text = new String(body, 0, length, StandardCharsets.UTF_8);
    String plain = text.replaceAll("<[^<>]{0,200}>", " ").replaceAll("\\s+", " ").strip();
    return clipped(Redactor.redact(plain));
  }
}
