package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.turn.ToolForms;
import dev.patchbay.wire.writing.JsonPrefix;
import dev.patchbay.wire.writing.Losses;
import java.util.function.Consumer;

/**
 * Writes the input of a call as it comes, as long as it can become the object clients insist on:
 * the official ones throw on anything else. Where it cannot, what was written is closed, and the
 * whole text stands beside it under one name. Free text becomes an object at its end. One thread.
 */
final class InputWriter {
  private final ChatEvent.ToolCallStart call;
  private final Consumer<String> out;
  private final Losses losses;
  private final StringBuilder all = new StringBuilder();
  private final JsonPrefix prefix = new JsonPrefix();

  InputWriter(ChatEvent.ToolCallStart call, Consumer<String> out, Losses losses) {
    this.call = call;
    this.out = out;
    this.losses = losses;
  }

  private boolean isFreeText() {
    return call.kind() == Part.ToolCall.Kind.CUSTOM;
  }

  void more(String fragment) {
    all.append(fragment);
    if (!isFreeText()) {
      String good = fragment.substring(0, prefix.take(fragment));
      if (!good.isEmpty()) {
        out.accept(good);
      }
    }
  }

  void end() {
    if (isFreeText()) {
      out.accept("{" + member(ToolForms.FREE_TEXT) + "}");
    } else if (prefix.isBroken()) {
      losses.accept(ToolForms.wrapped(call.name()));
      out.accept(prefix.closedWith(member(ToolForms.RAW)));
    }
  }

  private String member(String name) {
    RawJson text = RawJson.string(all.toString());
    String object = RawJson.object(JsonFields.of(Words.PROTOCOL, name, text)).text();
    return object.substring(1, object.length() - 1);
  }
}
