package dev.patchbay.wire;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A codec and what its protocol's fixtures may do.
 *
 * @param grammar what the protocol's official client demands of a stream
 * @param unknown the words the codec may have no canonical word for: types of parts, messages and
 *     events
 * @param notStreamed fixtures whose answer has something the protocol's streams have no place for
 */
record Subject(Codec codec, StreamGrammar grammar, Set<String> unknown, Set<String> notStreamed) {
  static final String MODEL = "m";

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
