package dev.patchbay.wire.oai;

import dev.patchbay.chat.Reasoning;
import dev.patchbay.json.JsonBytes;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.bytes.BodyGlance;
import org.jspecify.annotations.Nullable;

/** Reads off a request's bytes what both protocols say in the same words. One thread. */
public abstract class ContentGlance extends BodyGlance {
  /** Deep enough for the bytes of a file in a part of a message, or in the result of a tool. */
  private static final int DEPTH = 8;

  /** Enough of a data URL to hold its media type. */
  private static final int URL_HEAD = 256;

  private static final String DATA = "data:";
  private static final String BASE64 = ";base64";

  protected ContentGlance(WireRequest asked) {
    super(asked, DEPTH);
  }

  /** The end user, and what the client calls requests that begin alike. */
  protected final void labels(int body) {
    String user = in.string(in.field(body, "user"), "$.user");
    seen.user(user == null ? in.string(in.field(body, LabelWords.SAFETY_ID)) : user);
    seen.cacheKey(in.string(in.field(body, "prompt_cache_key"), "$.prompt_cache_key"));
  }

  /** The effort of a word; null for one nobody knows. */
  protected final Reasoning.@Nullable Effort effort(int word) {
    String effort = in.string(word);
    return effort == null ? null : Reasoning.Effort.of(effort).orElse(null);
  }

  /** A call and what it hands over; that may be nothing, which is told in another word. */
  protected final void called(int call, String field, String nothing) {
    int input = in.field(call, field);
    called(call);
    if (input == JsonBytes.NONE || (in.isString(input) && in.head(input, 1).isBlank())) {
      tally.text(nothing);
    } else if (in.isString(input)) {
      tally.text(in, input);
    } else {
      tally.json(in, input);
    }
  }

  /** The bytes of a file: base64, or a data URL of it. */
  protected final void bytes(int data) {
    if (in.head(data, DATA.length()).equals(DATA)) {
      address(data);
    } else {
      document(false, in.length(data));
    }
  }

  /** Where a file stands; its bytes may be there too. */
  protected final void address(int url) {
    String head = in.head(url, URL_HEAD);
    int comma = head.indexOf(',');
    int marker = head.indexOf(BASE64 + ",");
    if (head.startsWith(DATA) && marker >= 0 && marker + BASE64.length() == comma) {
      document(head.startsWith(DATA + "text/"), in.length(url) - comma - 1);
    } else {
      document(false, 0);
    }
  }

  /** A file that lies at the provider. */
  protected final void stored() {
    seen.storedFile();
    document(false, 0);
  }
}
