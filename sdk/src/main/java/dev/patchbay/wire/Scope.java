package dev.patchbay.wire;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Opaque;
import dev.patchbay.json.JsonFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One encoding of a request: the target it is for, what may be said to it, what was lost on the way
 * and which tools got another name. One thread.
 */
public final class Scope {
  /**
   * Fields whose meaning the canonical model has too, such as the type of Gemini's {@code fileData}
   * beside its address, and what only tells the items of an answer apart: kept to go back by their
   * own names, and no loss where they don't.
   */
  private static final Set<String> SAID_OTHERWISE =
      Set.of(
          "safety_identifier",
          "prompt_cache_breakpoint",
          "item",
          "strict",
          "fileData",
          "type",
          "index");

  private static final Pattern CAPITAL = Pattern.compile("([a-z0-9])([A-Z])");

  private final Protocol protocol;
  private final TargetProfile target;
  private final List<Loss> losses = new ArrayList<>();
  private final Map<String, String> renamed = new LinkedHashMap<>();
  private List<String> stops = List.of();
  private final Set<String> freeText = new HashSet<>();
  private @Nullable String unwrapped;

  /** The encoding of a request in a protocol for a target. */
  public Scope(Protocol protocol, TargetProfile target) {
    this.protocol = protocol;
    this.target = target;
  }

  /** The protocol that is written. */
  public Protocol protocol() {
    return protocol;
  }

  public TargetProfile target() {
    return target;
  }

  /** True if the target has the quirk. */
  public boolean has(Quirk quirk) {
    return target.has(quirk);
  }

  /** True if the target can make sense of an opaque value. */
  public boolean isKnown(Opaque value) {
    return value.issuer().isKnownTo(target.issuer(), protocol.id());
  }

  /** Those unknown fields that may be sent; the others are declared lost. */
  public JsonFields extras(JsonFields fields) {
    JsonFields own = fields.in(protocol.id());
    for (String name : fields.byName().keySet()) {
      if (own.isEmpty() && !SAID_OTHERWISE.contains(name)) {
        lost(feature(name), "A field of " + fields.protocol() + " was left out: " + name);
      } else if (!own.isEmpty() && has(Quirk.STRICT_FIELDS)) {
        lost(feature(name), "The target refuses fields it does not know: " + name);
      }
    }
    return has(Quirk.STRICT_FIELDS) ? JsonFields.NONE : own;
  }

  /** A name for a tool that every provider takes; the answer's calls are to be named back. */
  public String toolName(String name) {
    return toolName(name, ToolNames.fit(name));
  }

  /** Takes note of the name a tool is sent by; the answer's calls are to be named back. */
  public String toolName(String name, String fitted) {
    if (!fitted.equals(name)) {
      renamed.put(fitted, name);
      lost("tool-name", "'" + name + "' was rewritten as its characters demand");
    }
    return fitted;
  }

  /**
   * Those of a request's stop texts that are sent. The answer is cut at the others as it is read,
   * which is declared.
   *
   * @param most how many the protocol takes
   * @param takes true for a text the protocol takes
   */
  public List<String> stops(List<String> asked, int most, Predicate<String> takes) {
    List<String> all = asked.stream().filter(text -> !text.isEmpty()).toList();
    List<String> sent =
        has(Quirk.NO_STOP) ? List.of() : all.stream().filter(takes).limit(most).toList();
    stops = all.stream().filter(text -> !sent.contains(text)).toList();
    if (!stops.isEmpty()) {
      lost(
          "stop", stops.size() + " stop texts are not sent: the answer is cut at them as it comes");
    }
    return sent;
  }

  /**
   * Refuses media at an address that the target does not fetch, and nobody has fetched for it.
   *
   * @throws UntranslatableException if they are
   */
  public void fetchable(MediaSource source) {
    boolean elsewhere =
        source instanceof MediaSource.Url address && !address.url().startsWith("data:");
    if (elsewhere && has(Quirk.NO_URL_MEDIA)) {
      throw new UntranslatableException(
          "media-url",
          target.model()
              + " fetches no media: send the bytes instead of an address, or let the router fetch it"
              + " (media.fetch: public)");
    }
  }

  /**
   * Refuses a document the model cannot read.
   *
   * @throws UntranslatableException if it is a PDF, and the model is known to read none
   */
  public void readable(MediaSource source) {
    Set<Capability> known = target.capabilities();
    boolean pdf = source instanceof MediaSource.Base64 bytes && bytes.mediaType().contains("/pdf");
    if (pdf && known != null && !known.contains(Capability.PDF)) {
      throw new UntranslatableException(
          "pdf", target.model() + " reads no PDF: send its text, or ask a model that does");
    }
  }

  /**
   * Takes note of a free-text tool that is declared as a function; the answer's calls are to be
   * free text again.
   *
   * @param own the caller's name of it
   * @param sent the name it is sent by
   */
  public void freeText(String own, String sent) {
    freeText.add(sent);
    lost("custom-tool", "'" + own + "' takes its text as an argument");
  }

  /** Takes note of a tool whose arguments are the answer's text. */
  public void unwrap(String tool) {
    unwrapped = tool;
  }

  /**
   * Refuses more answers than one.
   *
   * @throws UntranslatableException if more are asked for: one of several is no answer, and to ask
   *     several times would be several requests, with costs and failures of their own
   */
  public void oneAnswer(ChatRequest request) {
    if (request.choices() > 1) {
      throw new UntranslatableException(
          "choices",
          target.model()
              + " gives one answer at a time, and n is "
              + request.choices()
              + "; ask so many times, or a model that gives several");
    }
  }

  /** Declares a loss, once. */
  public void lost(String feature, String detail) {
    lost(new Loss(feature, detail));
  }

  /** Declares a loss, once. */
  public void lost(Loss loss) {
    if (!losses.contains(loss)) {
      losses.add(loss);
    }
  }

  /** A field's name as a loss names it. */
  public static String feature(String field) {
    String parted = CAPITAL.matcher(field.replace('_', '-')).replaceAll("$1-$2");
    return parted.toLowerCase(Locale.ROOT);
  }

  /** What was lost so far. */
  public List<Loss> losses() {
    return List.copyOf(losses);
  }

  /** The finished body, with what this encoding found out. */
  public Encoded encoded(byte[] body) {
    return new Encoded(body, losses, new Undo(renamed, stops, unwrapped, freeText, Map.of()));
  }
}
