package dev.patchbay.wire;

import dev.patchbay.chat.ChatJson;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A codec and what its protocol's fixtures may do.
 *
 * @param grammar what the protocol's official client demands of a stream
 * @param unknown the words the codec may have no canonical word for: types of parts, messages and
 *     events
 * @param notStable fixtures, each with the reason why what is written says something else than what
 *     was read
 * @param quirks what a target must know to take every request of the protocol as it is
 */
record Subject(
    Codec codec,
    StreamGrammar grammar,
    Set<String> unknown,
    Map<String, String> notStable,
    Set<Quirk> quirks) {
  static final String MODEL = "m";

  /** A target of the same protocol that takes everything. */
  TargetProfile target() {
    return new TargetProfile(MODEL, Issuer.of("fixture", MODEL), quirks, null, null, null);
  }

  boolean isStable(Fixture fixture) {
    return !notStable.containsKey(fixture.name());
  }

  /**
   * An answer as it may come back: usage a provider left unsaid is written as zero where official
   * clients demand a number, and raw JSON may lose its line breaks, which a frame must not have.
   */
  static JsonTree comparable(ChatResponse answer) {
    return JsonTree.of(RawJson.of(ChatJson.write(padded(answer))));
  }

  private static ChatResponse padded(ChatResponse answer) {
    return new ChatResponse(
        answer.id(),
        answer.model(),
        answer.created(),
        answer.choices(),
        answer.usage() == null ? null : answer.usage().merge(NO_TOKENS),
        answer.serviceTier(),
        answer.extras());
  }

  private static final Usage NO_TOKENS = new Usage(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, null);

  Protocol protocol() {
    return codec.protocol();
  }

  /** The words of a request that came out as unknown and may not. */
  Set<String> strangers(ChatRequest request) {
    return strangers(request.messages());
  }

  /** The words of an answer that came out as unknown and may not. */
  Set<String> strangers(ChatResponse response) {
    return strangers(
        response.choices().stream().map(Choice::message).map(Message.class::cast).toList());
  }

  private Set<String> strangers(List<Message> messages) {
    Set<String> words = new TreeSet<>();
    for (Message message : messages) {
      if (message instanceof Message.Unknown stranger) {
        words.add(stranger.role());
      }
      for (Part part : message.parts()) {
        if (part instanceof Part.Unknown stranger) {
          words.add(stranger.type());
        }
      }
    }
    words.removeAll(unknown);
    return words;
  }
}
