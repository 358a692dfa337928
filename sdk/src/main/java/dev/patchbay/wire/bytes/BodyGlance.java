package dev.patchbay.wire.bytes;

import dev.patchbay.json.JsonBytes;
import dev.patchbay.tokens.PromptTally;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.WireRequest;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads off a request's bytes what its decoder would tell routing; a codec's {@code RequestGlance}
 * adds the vocabulary. One thread; one object looks at one request.
 */
public abstract class BodyGlance {
  protected final WireRequest asked;
  protected final JsonBytes in;
  protected final Glance.Builder seen;
  protected final PromptTally tally;

  /**
   * A look at a request.
   *
   * @param depth how many levels of its body are looked at
   * @throws dev.patchbay.json.BadJsonException if the body is no JSON object
   */
  protected BodyGlance(WireRequest asked, int depth) {
    this.asked = asked;
    this.in = JsonBytes.readObject(asked.body(), depth);
    this.seen = new Glance.Builder(in);
    this.tally = seen.tally();
  }

  /** Looks at the whole of a body. */
  protected abstract void request(int body);

  /** Looks at one part of what is said. */
  protected abstract void part(int part, Speaker speaker);

  /** What is seen; to be asked once. */
  protected final Glance glance() {
    request(in.root());
    return seen.build();
  }

  /** Model and stream, where the address does not say them. */
  protected final void addressed(int body) {
    String model = in.string(in.field(body, "model"), "$.model");
    seen.model(asked.model() == null ? model : asked.model());
    boolean stream = in.isTrue(in.field(body, "stream"));
    seen.stream(asked.stream() == null ? stream : asked.stream());
  }

  /** The limit of an answer; what is no number is refused by its path. */
  protected final void limit(int node, String path) {
    seen.maxOutputTokens(in.integer(node, path), path);
  }

  /** A function or another tool of the client's, apart from its schema. */
  protected final void declared(int tool) {
    seen.need(Capability.TOOLS);
    tally.piece();
    tally.text(in, in.field(tool, "name"));
    tally.text(in, in.field(tool, "description"));
  }

  /** A tool of the vendor's: its name, or its type if it has none. */
  protected final void hosted(int tool) {
    int name = in.field(tool, "name");
    seen.need(Capability.TOOLS);
    tally.piece();
    tally.text(in, name == JsonBytes.NONE ? in.field(tool, "type") : name);
  }

  /** A form the answer is to have; one that is not given counts as one that allows anything. */
  protected final void answerSchema(int schema) {
    seen.need(Capability.JSON_SCHEMA);
    objectOrEmpty(schema);
  }

  /** A call of a tool, apart from what it hands over. */
  protected final void called(int call) {
    seen.need(Capability.TOOLS);
    tally.piece();
    tally.text(in, in.field(call, "name"));
  }

  /** A value verbatim; none as the empty object it stands for. */
  protected final void objectOrEmpty(int value) {
    tally.json(in, value);
    tally.text(value == JsonBytes.NONE ? "{}" : "");
  }

  /** A message of the user's begins. */
  protected final Speaker user() {
    return seen.userSpeaks() ? Speaker.OPENING : Speaker.USER;
  }

  /** A turn with results is a message for each of them, and one for what else it says. */
  protected final Speaker turn(int parts, IntPredicate isResult, IntPredicate saysNothing) {
    int results = 0;
    int others = 0;
    if (in.isArray(parts)) {
      int end = in.next(parts);
      for (int part = in.first(parts); part < end; part = in.next(part)) {
        boolean result = isResult.test(part);
        results += result ? 1 : 0;
        others += result || saysNothing.test(part) ? 0 : 1;
      }
    }
    if (results > 0 && others == 0) {
      return Speaker.USER;
    }
    tally.piece();
    return user();
  }

  /** What is said: a text, or parts. */
  protected final void content(int content, Speaker speaker) {
    if (in.isString(content)) {
      text(content, speaker);
    } else {
      in.each(content, part -> part(part, speaker));
    }
  }

  protected final void text(int text, Speaker speaker) {
    tally.text(in, text);
    if (speaker == Speaker.OPENING) {
      seen.words(in.head(text, seen.wordsLeft()));
    }
  }

  /** A picture of some detail; null if unsaid. */
  protected final void image(@Nullable String detail) {
    seen.need(Capability.VISION);
    tally.image(detail);
  }

  /** Sound, of so many characters of base64; 0 if unknown. */
  protected final void sound(long base64, Speaker speaker) {
    if (speaker != Speaker.OTHER) {
      seen.need(Capability.AUDIO_IN);
    }
    tally.sound(base64);
  }

  /** A document, of so many characters of base64; 0 if unknown. */
  protected final void document(boolean plainText, long base64) {
    if (!plainText) {
      seen.need(Capability.PDF);
    }
    tally.document(base64);
  }
}
