package dev.patchbay.endpoint;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.util.List;
import java.util.Map;

/** A request that says everything a provider may take differently. */
final class RichRequest {
  private static final RawJson CITY =
      RawJson.of("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");

  private RichRequest() {}

  /** With tools and a history of them. */
  static ChatRequest withTools() {
    return plain().toBuilder()
        .message(new Message.Assistant(List.of(new Part.ToolCall("call_1", "weather.now", "{}"))))
        .message(Message.toolResult("call_1", "sunny"))
        .tools(List.of(new Tool.Function("weather.now", "Weather", CITY, true, PartInfo.NONE)))
        .toolChoice(new ToolChoice.Required())
        .parallelToolCalls(false)
        .build();
  }

  /** Without tools, for providers that refuse them. */
  static ChatRequest plain() {
    return ChatRequest.builder()
        .model("asked")
        .message(Message.system("Be brief."))
        .message(new Message.System(List.of(new Part.Text("Use JSON.")), true, null, NOTHING))
        .message(
            new Message.User(
                List.of(
                    new Part.Text("What is this?", List.of(), PartInfo.of("5m", NOTHING)),
                    new Part.Image(
                        new MediaSource.Base64("image/png", "iVBORw0KGgo="),
                        "low",
                        PartInfo.NONE))))
        .maxOutputTokens(4000)
        .sampling(new Sampling(0.5, 0.9, 40, 7L, 0.1, 0.2))
        .stop(List.of("END"))
        .responseFormat(new ResponseFormat.JsonSchema("answer", null, CITY, true))
        .reasoning(Reasoning.effort(Reasoning.Effort.HIGH))
        .endUser("user-1")
        .metadata(Map.of("team", "blue"))
        .extras("openai-chat", JsonFields.of("openai-chat", "logit_bias", RawJson.of("{\"5\":1}")))
        .build();
  }

  private static final JsonFields NOTHING = JsonFields.NONE;
}
