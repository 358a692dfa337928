package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Kept;
import dev.patchbay.wire.oai.ChoiceDecoder;
import dev.patchbay.wire.oai.EffortWords;
import dev.patchbay.wire.oai.FormatWords;
import dev.patchbay.wire.oai.LabelWords;
import java.util.ArrayList;
import java.util.List;

/** Decodes a client's request, in the protocol's order of fields. Stateless. */
final class RequestDecoder {
  private RequestDecoder() {}

  static ChatRequest decode(byte[] body) {
    try {
      return request(Words.block(RawJson.of(body), "$"));
    } catch (IllegalArgumentException e) {
      throw new BadJsonException("$", String.valueOf(e.getMessage()));
    }
  }

  static boolean wantsStream(byte[] body) {
    return Boolean.TRUE.equals(Words.block(RawJson.of(body), "$").flag("stream"));
  }

  private static ChatRequest request(Block body) {
    ChatRequest.Builder request = ChatRequest.builder();
    request.model(body.string("model", ""));
    request.messages(messages(body));
    request.tools(tools(body));
    RawJson choice = body.take("tool_choice");
    JsonFields unread = ChoiceDecoder.read(choice, Words.SPEAKS, Words.LAYOUT, request);
    request.parallelToolCalls(body.flag("parallel_tool_calls"));
    request.maxOutputTokens(body.integer("max_output_tokens"));
    request.sampling(
        new Sampling(body.decimal("temperature"), body.decimal("top_p"), null, null, null, null));
    unread = unread.and(format(body, request));
    unread = unread.and(reasoning(body, request));
    LabelWords.read(body, request);
    body.take("stream");
    return request.extras(Words.PROTOCOL, body.spokenRest().and(unread)).build();
  }

  private static List<Message> messages(Block body) {
    List<Message> messages = new ArrayList<>();
    String instructions = body.string("instructions");
    if (instructions != null) {
      messages.add(Message.system(instructions));
    }
    messages.addAll(new MessageDecoder().decode(body));
    return messages;
  }

  private static List<Tool> tools(Block body) {
    List<Tool> tools = new ArrayList<>();
    for (Block tool : body.objects("tools")) {
      tools.add(ToolWords.tool(tool));
    }
    return tools;
  }

  /** The form of the text; what stands beside it is kept. */
  private static JsonFields format(Block body, ChatRequest.Builder request) {
    Block text = body.object(OptionEncoder.TEXT);
    if (text == null) {
      return JsonFields.NONE;
    }
    RawJson raw = text.peek("format");
    if (raw != null) {
      Block format = Words.block(raw, "$.text.format");
      ResponseFormat read = FormatWords.read(format, Words.LAYOUT);
      request.responseFormat(read);
      if (read != null) {
        text.take("format");
      }
    }
    return Kept.under(Words.SPEAKS, OptionEncoder.TEXT, text.spokenRest());
  }

  /** The effort and how it is shown; an effort unknown here is kept with what else is said. */
  private static JsonFields reasoning(Block body, ChatRequest.Builder request) {
    Block reasoning = body.object(OptionEncoder.REASONING);
    if (reasoning == null) {
      return JsonFields.NONE;
    }
    Reasoning.Effort effort = EffortWords.read(reasoning, "effort");
    String display = reasoning.string("summary");
    if (effort != null || display != null) {
      request.reasoning(new Reasoning(null, effort, null, display));
    }
    return Kept.under(Words.SPEAKS, OptionEncoder.REASONING, reasoning.spokenRest());
  }
}
