package dev.patchbay.wire;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opaque values in the hands of clients whose protocol is not the one they were issued in: such a
 * value is shown with its issuer written in front of it, so that it is known when it comes back,
 * and goes to that issuer alone. Values of the client's own protocol are shown as they are.
 *
 * <p>The whole is base64, for some clients decode such fields, and begins with a word of ours. Pure
 * and stateless.
 */
public final class OpaqueTag {
  /** Nine bytes: their base64 is the same twelve characters whatever follows. */
  private static final String WORD = "patchbay1";

  private static final String PREFIX = Base64.getEncoder().encodeToString(Json.utf8(WORD));
  private static final int FIELDS = 5;
  private static final int BYTE = 0xFF;
  private static final int[] SHIFTS = shifts();

  /** What a value is to its issuer. */
  private enum Kind {
    /** A signature of the thinking it stands on. */
    SIGNATURE,
    /** Thinking nobody else can read. */
    DATA,
    /** A signature of a part, as Gemini's are. */
    PART
  }

  private record Tagged(Kind kind, Opaque value) {}

  private OpaqueTag() {}

  /** True for a value as clients of other protocols are shown it. */
  public static boolean isTagged(Opaque value) {
    return value.value().startsWith(PREFIX);
  }

  /**
   * Bytes of our own in the place of an opaque value: told from other issuers' by the same word,
   * which also keeps requests with such a value in them from being forwarded as they are.
   */
  public static String ofOurs(String kind, byte[] data) {
    byte[] head = Json.utf8(WORD + kind + "\n");
    byte[] all = Arrays.copyOf(head, head.length + data.length);
    System.arraycopy(data, 0, all, head.length, data.length);
    return Base64.getEncoder().encodeToString(all);
  }

  /**
   * What {@link #ofOurs} was given; empty bytes if it bears our word and can't be read.
   *
   * @return empty if the value is another issuer's
   */
  public static Optional<byte[]> ours(String kind, String value) {
    if (!value.startsWith(PREFIX)) {
      return Optional.empty();
    }
    byte[] head = Json.utf8(WORD + kind + "\n");
    try {
      byte[] all = Base64.getDecoder().decode(value);
      boolean known =
          all.length >= head.length && Arrays.equals(head, Arrays.copyOf(all, head.length));
      return Optional.of(known ? Arrays.copyOfRange(all, head.length, all.length) : new byte[0]);
    } catch (IllegalArgumentException e) {
      return Optional.of(new byte[0]);
    }
  }

  /** An answer as a client of the protocol is shown it. */
  public static ChatResponse shown(ChatResponse answer, String protocol) {
    boolean plain =
        answer.choices().stream()
            .flatMap(choice -> choice.message().parts().stream())
            .allMatch(part -> shown(part, protocol) == part);
    return plain
        ? answer
        : answer.withChoices(
            answer.choices().stream().map(choice -> shown(choice, protocol)).toList());
  }

  private static Choice shown(Choice choice, String protocol) {
    Message.Assistant said = choice.message();
    List<Part> parts = said.parts().stream().map(part -> shown(part, protocol)).toList();
    return new Choice(
        choice.index(),
        new Message.Assistant(parts, said.name(), said.extras()),
        choice.stopReason(),
        choice.stopSequence(),
        choice.extras());
  }

  /** An event of an answer as a client of the protocol is shown it. */
  public static ChatEvent shown(ChatEvent event, String protocol) {
    if (event instanceof ChatEvent.Signature s && isForeign(s.signature(), protocol)) {
      return new ChatEvent.Signature(s.choice(), s.part(), tagged(s.signature(), Kind.SIGNATURE));
    }
    if (event instanceof ChatEvent.PartAdded added) {
      Part content = shown(added.content(), protocol);
      return content == added.content()
          ? added
          : new ChatEvent.PartAdded(added.choice(), added.part(), content);
    }
    return event;
  }

  private static Part shown(Part part, String protocol) {
    if (part instanceof Part.OpaqueThinking secret && isForeign(secret.data(), protocol)) {
      return new Part.OpaqueThinking(tagged(secret.data(), Kind.DATA), secret.info());
    }
    if (part instanceof Part.Thinking thinking) {
      return shown(thinking, protocol);
    }
    return part;
  }

  private static Part shown(Part.Thinking thinking, String protocol) {
    Opaque signature = thinking.signature();
    Opaque onPart = thinking.info().signature();
    if (signature != null && isForeign(signature, protocol)) {
      return new Part.Thinking(thinking.text(), tagged(signature, Kind.SIGNATURE), thinking.info());
    }
    if (signature == null && onPart != null && isForeign(onPart, protocol)) {
      return new Part.Thinking(
          thinking.text(), tagged(onPart, Kind.PART), thinking.info().withSignature(null));
    }
    return thinking;
  }

  private static boolean isForeign(Opaque value, String protocol) {
    Issuer issuer = value.issuer();
    return !isTagged(value)
        && !issuer.provider().isEmpty()
        && issuer.protocol() != null
        && !issuer.protocol().equals(protocol);
  }

  private static Opaque tagged(Opaque value, Kind kind) {
    Issuer issuer = value.issuer();
    String text =
        String.join(
            "\n",
            WORD + kind.name(),
            String.valueOf(issuer.protocol()),
            issuer.provider(),
            issuer.model(),
            value.value());
    return new Opaque(Base64.getEncoder().encodeToString(Json.utf8(text)), issuer);
  }

  /**
   * A client's request with what it was shown of others given back to them. What bears our word and
   * cannot be read is nobody's: no target gets it.
   */
  public static ChatRequest own(ChatRequest request) {
    boolean plain =
        request.messages().stream()
            .flatMap(message -> message.parts().stream())
            .noneMatch(part -> opaque(part) != null);
    return plain
        ? request
        : request.toBuilder()
            .messages(request.messages().stream().map(OpaqueTag::own).toList())
            .build();
  }

  private static Message own(Message message) {
    if (!(message instanceof Message.Assistant said)) {
      return message;
    }
    List<Part> parts = new ArrayList<>();
    for (Part part : said.parts()) {
      Opaque shown = opaque(part);
      parts.add(shown == null ? part : own(part, read(shown), parts));
    }
    return new Message.Assistant(parts, said.name(), said.extras());
  }

  /** The tagged value on a part; null if there is none. */
  private static @Nullable Opaque opaque(Part part) {
    Opaque value = part.info().signature();
    if (part instanceof Part.OpaqueThinking secret) {
      value = secret.data();
    } else if (part instanceof Part.Thinking thinking && thinking.signature() != null) {
      value = thinking.signature();
    }
    return value != null && isTagged(value) ? value : null;
  }

  /**
   * The part that was shown so.
   *
   * @param before the parts before it: thinking that was shown in pieces is put together again
   */
  private static Part own(Part part, Tagged tagged, List<Part> before) {
    Opaque value = tagged.value();
    if (!(part instanceof Part.Thinking) && !(part instanceof Part.OpaqueThinking)) {
      return unsigned(part);
    }
    String text = part instanceof Part.Thinking thinking ? thinking.text() : "";
    if (tagged.kind() == Kind.DATA && text.isEmpty()) {
      return new Part.OpaqueThinking(value, part.info().withSignature(null));
    }
    boolean apart = part.info().signature() != null;
    String all = apart ? takeThoughts(before) + text : text;
    return tagged.kind() == Kind.PART
        ? new Part.Thinking(all, null, part.info().withSignature(value))
        : new Part.Thinking(all, value, part.info().withSignature(null));
  }

  /** No part but thinking is ever shown with a tag: here it is no issuer's. */
  private static Part unsigned(Part part) {
    if (part instanceof Part.Text text) {
      return new Part.Text(text.text(), text.citations(), text.info().withSignature(null));
    }
    if (part instanceof Part.ToolCall call) {
      return new Part.ToolCall(
          call.id(), call.name(), call.arguments(), call.kind(), call.info().withSignature(null));
    }
    return part;
  }

  private static String takeThoughts(List<Part> before) {
    StringBuilder text = new StringBuilder();
    while (!before.isEmpty()
        && before.get(before.size() - 1) instanceof Part.Thinking thought
        && thought.signature() == null
        && thought.info().signature() == null) {
      text.insert(0, thought.text());
      before.remove(before.size() - 1);
    }
    return text.toString();
  }

  private static Tagged read(Opaque shown) {
    try {
      String plain = shown.value().replace('-', '+').replace('_', '/');
      String text = new String(Base64.getDecoder().decode(plain), StandardCharsets.UTF_8);
      String[] fields = text.split("\n", FIELDS);
      Kind kind = Kind.valueOf(fields[0].substring(WORD.length()));
      Issuer issuer = Issuer.of(fields[2], fields[3]).in(fields[1]);
      return new Tagged(kind, new Opaque(fields[FIELDS - 1], issuer));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return new Tagged(Kind.SIGNATURE, new Opaque(shown.value(), Issuer.UNKNOWN));
    }
  }

  /**
   * The issuer of the last tagged value in a client's request; {@link Issuer#UNKNOWN} if it cannot
   * be read, null if there is none. Fast, and may be led astray by a text that begins like a tag.
   */
  static @Nullable Issuer last(byte[] body) {
    int at = body.length - PREFIX.length();
    while (at > 0) {
      if (body[at - 1] == '"' && isPrefix(body, at)) {
        return at(body, at);
      }
      at -= SHIFTS[body[at] & BYTE];
    }
    return null;
  }

  /**
   * How far back the prefix may begin at the nearest, by the byte that stands where it does not.
   */
  private static int[] shifts() {
    int[] shifts = new int[BYTE + 1];
    Arrays.fill(shifts, PREFIX.length());
    for (int i = PREFIX.length() - 1; i > 0; i--) {
      shifts[PREFIX.charAt(i)] = i;
    }
    return shifts;
  }

  private static boolean isPrefix(byte[] body, int at) {
    for (int i = 0; i < PREFIX.length(); i++) {
      if (body[at + i] != PREFIX.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Issuer at(byte[] body, int from) {
    int to = from;
    while (to < body.length && body[to] != '"') {
      to++;
    }
    String value = new String(body, from, to - from, StandardCharsets.ISO_8859_1);
    return read(new Opaque(value, Issuer.UNKNOWN)).value().issuer();
  }
}
