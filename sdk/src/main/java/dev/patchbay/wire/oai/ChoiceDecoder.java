package dev.patchbay.wire.oai;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes which tool is to be called. Stateless. */
public final class ChoiceDecoder {
  static final String ALLOWED = "allowed_tools";
  private static final String NAME = "tool_choice";
  private static final Map<String, ToolChoice> CHOICES =
      Map.of(
          "auto", new ToolChoice.Auto(),
          "none", new ToolChoice.None(),
          "required", new ToolChoice.Required(),
          "any", new ToolChoice.Required()); // Mistral

  private ChoiceDecoder() {}

  /** Gives a choice this version has no word for back, to be kept. */
  public static JsonFields read(
      @Nullable RawJson raw, Protocol protocol, Layout layout, ChatRequest.Builder request) {
    if (raw == null) {
      return JsonFields.NONE;
    }
    ToolChoice choice =
        raw.isObject()
            ? choice(Block.of(raw, "$." + NAME, protocol), layout)
            : CHOICES.get(Block.text(raw));
    request.toolChoice(choice);
    return choice == null ? JsonFields.of(protocol.id(), NAME, raw) : JsonFields.NONE;
  }

  private static @Nullable ToolChoice choice(Block choice, Layout layout) {
    Block allowed = layout.fields(choice, ALLOWED);
    if (allowed != null) {
      return allowed(allowed, layout);
    }
    String name = layout.name(choice);
    return name == null ? null : new ToolChoice.Named(name);
  }

  private static @Nullable ToolChoice allowed(Block allowed, Layout layout) {
    List<String> names = new ArrayList<>();
    for (Block tool : allowed.objects("tools")) {
      String name = layout.name(tool);
      if (name == null) {
        return null;
      }
      names.add(name);
    }
    return new ToolChoice.Allowed(names, allowed.string("mode", "auto").equals("required"));
  }
}
