package dev.patchbay.wire.turn;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import java.util.List;

/**
 * What a protocol can carry of a conversation; a sibling's {@code PartFilter}. It declares what it
 * leaves out, and is asked in the order of the conversation. One thread.
 */
public interface TurnFilter {
  /** True for a part that means something even if its text is blank: it may be signed. */
  default boolean keeps(Part part) {
    return false;
  }

  /** What of a system message can be told. */
  List<Part> system(List<Part> parts);

  /** What of the user's can be shown. */
  List<Part> user(List<Part> parts);

  /** What of the model's can be said again. */
  List<Part> assistant(List<Part> parts);

  /** A result, by the protocol's id and name of the call. */
  Message.Tool result(Message.Tool result);
}
