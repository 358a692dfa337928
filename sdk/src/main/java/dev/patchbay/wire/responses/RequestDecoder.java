package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes a client's request, in the protocol's order of fields. Stateless. */
final class RequestDecoder {
  private RequestDecoder() {}

  static ChatRequest decode(byte[] body) {
    try {
      return request(Json.read(body, Words::block));
    } catch (IllegalArgumentException e) {
      throw new BadJsonException("$", String.valueOf(e.getMessage()));
    }
  }

  static boolean wantsStream(byte[] body) {
    return Boolean.TRUE.equals(Json.read(body, Words::block).flag("stream"));
  }

  private static ChatRequest request(Block body) {
    ChatRequest.Builder request = ChatRequest.builder();
    request.model(body.string("model", ""));
    request.messages(messages(body));
    request.tools(tools(body));
    JsonFields unread = choice(body, request);
    request.parallelToolCalls(body.flag("parallel_tool_calls"));
    request.maxOutputTokens(body.integer("max_output_tokens"));
    request.sampling(
        new Sampling(body.decimal("temperature"), body.decimal("top_p"), null, null, null, null));
    unread = unread.and(text(body, request));
    unread = unread.and(reasoning(body, request));
    user(body, request);
    metadata(body, request);
    request.serviceTier(body.string("service_tier"));
    request.cacheKey(body.string("prompt_cache_key"));
    request.store(body.flag("store"));
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

  /** Gives a choice this version has no word for back, to be kept. */
  private static JsonFields choice(Block body, ChatRequest.Builder request) {
    RawJson raw = body.take("tool_choice");
    if (raw == null) {
      return JsonFields.NONE;
    }
    ToolChoice choice = ToolWords.choice(raw, "$.tool_choice");
    request.toolChoice(choice);
    return choice == null ? JsonFields.of(Words.PROTOCOL, "tool_choice", raw) : JsonFields.NONE;
  }

  /** The form of the text; what stands beside it is kept. */
  private static JsonFields text(Block body, ChatRequest.Builder request) {
    Block text = body.object(OptionEncoder.TEXT);
    if (text == null) {
      return JsonFields.NONE;
    }
    RawJson raw = text.peek("format");
    if (raw != null) {
      Block format = Words.block(raw, "$.text.format");
      ResponseFormat read = format(format, format.string("type", ""));
      request.responseFormat(read);
      if (read != null) {
        text.take("format");
      }
    }
    return kept(OptionEncoder.TEXT, text);
  }

  private static JsonFields kept(String name, Block block) {
    JsonFields rest = block.spokenRest();
    return rest.isEmpty()
        ? JsonFields.NONE
        : JsonFields.of(Words.PROTOCOL, name, RawJson.object(rest));
  }

  private static @Nullable ResponseFormat format(Block format, String type) {
    return switch (type) {
      case "text" -> new ResponseFormat.Text();
      case "json_object" -> new ResponseFormat.JsonObject();
      case "json_schema" -> schema(format);
      default -> null;
    };
  }

  private static ResponseFormat schema(Block format) {
    String name = format.string("name", "response");
    String description = format.string("description");
    RawJson given = format.take("schema");
    return new ResponseFormat.JsonSchema(
        name, description, given == null ? RawJson.EMPTY_OBJECT : given, format.flag("strict"));
  }

  /** The effort and how it is shown; an effort unknown here is kept with what else is said. */
  private static JsonFields reasoning(Block body, ChatRequest.Builder request) {
    Block reasoning = body.object(OptionEncoder.REASONING);
    if (reasoning == null) {
      return JsonFields.NONE;
    }
    RawJson word = reasoning.peek("effort");
    Reasoning.Effort effort =
        word == null ? null : Reasoning.Effort.of(Block.text(word)).orElse(null);
    if (effort != null) {
      reasoning.take("effort");
    }
    String display = reasoning.string("summary");
    if (effort != null || display != null) {
      request.reasoning(new Reasoning(null, effort, null, display));
    }
    return kept(OptionEncoder.REASONING, reasoning);
  }

  /** {@code safety_identifier} is the newer name; it stays, to go back by it. */
  private static void user(Block body, ChatRequest.Builder request) {
    String user = body.string("user");
    RawJson newer = body.peek(OptionEncoder.SAFETY_ID);
    request.endUser(user == null && newer != null ? Block.text(newer) : user);
  }

  private static void metadata(Block body, ChatRequest.Builder request) {
    Block metadata = body.object("metadata");
    if (metadata != null) {
      Map<String, String> labels = new LinkedHashMap<>();
      metadata.rest().byName().forEach((name, label) -> labels.put(name, Block.text(label)));
      request.metadata(labels);
    }
  }
}
