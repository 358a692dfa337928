package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Portable;
import dev.patchbay.wire.Undo;
import dev.patchbay.wire.UntranslatableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tools of one request as other protocols have them: those declared among the items and those
 * in namespaces are functions beside the others, free text is an argument, and tools OpenAI runs
 * itself are left out where there are others to call. So Codex asks (0.169, seen in November 2026).
 * One thread.
 */
final class PortableTools {
  /** An item that declares more tools. */
  static final String ADDITIONAL = "additional_tools";

  private static final String NAMESPACE = "namespace";

  /** The namespace of tools that are in none: their names are said without it. */
  private static final String ROOT = "functions";

  private final Map<String, Tool> tools = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, JsonFields> marks = new HashMap<>();
  private final Set<String> freeText = new HashSet<>();
  private final List<Tool.Hosted> hosted = new ArrayList<>();
  private final List<Loss> losses = new ArrayList<>();

  private PortableTools() {}

  /**
   * The request in words all have.
   *
   * @throws UntranslatableException if what declares tools can't be read
   */
  static Portable portable(ChatRequest request) {
    boolean ours =
        request.tools().stream().anyMatch(PortableTools::isOurs)
            || request.messages().stream().anyMatch(PortableTools::isOurs);
    try {
      return ours ? new PortableTools().of(request) : Portable.as(request);
    } catch (BadJsonException e) {
      throw new UntranslatableException("tools", String.valueOf(e.getMessage()));
    }
  }

  private static boolean isOurs(Tool tool) {
    return tool instanceof Tool.Hosted hosted && hosted.protocol().equals(Words.PROTOCOL);
  }

  private static boolean isOurs(Message message) {
    return isDeclaration(message)
        || (message instanceof Message.Assistant said
            && said.toolCalls().stream().anyMatch(call -> !namespace(call).isEmpty()));
  }

  private static boolean isDeclaration(Message message) {
    return message instanceof Message.Unknown unknown
        && unknown.protocol().equals(Words.PROTOCOL)
        && unknown.role().equals(ADDITIONAL);
  }

  private Portable of(ChatRequest request) {
    request.tools().forEach(this::add);
    List<Message> messages = new ArrayList<>();
    for (Message message : request.messages()) {
      if (isDeclaration(message)) {
        declared(((Message.Unknown) message).raw(), "$.input.tools");
      } else {
        messages.add(message instanceof Message.Assistant said ? said(said) : message);
      }
    }
    List<Tool> all = new ArrayList<>(tools.values());
    addHosted(all, request);
    ChatRequest portable = request.toBuilder().messages(messages).tools(all).build();
    return new Portable(portable, losses, new Undo(names, List.of(), null, freeText, marks));
  }

  private void add(Tool tool) {
    if (tool instanceof Tool.Hosted own && isOurs(own)) {
      if (own.type().equals(NAMESPACE)) {
        declared(own.raw(), "$.tools.tools");
      } else {
        hosted.add(own);
      }
    } else {
      add(tool, "");
    }
  }

  /** The tools of an item or a namespace. */
  private void declared(RawJson group, String path) {
    Block block = Words.block(group, path);
    String type = block.string("type", "");
    String namespace = type.equals(NAMESPACE) ? block.string("name", "") : "";
    for (Block inner : block.objects("tools")) {
      Tool tool = ToolWords.tool(inner);
      if (tool instanceof Tool.Hosted) {
        add(tool);
      } else {
        add(tool, namespace);
      }
    }
  }

  private void add(Tool tool, String namespace) {
    String name = name(tool.name(), namespace);
    if (tool instanceof Tool.Function function) {
      tools.put(
          name,
          new Tool.Function(
              name, function.description(), function.schema(), function.strict(), function.info()));
    } else if (tool instanceof Tool.Custom custom) {
      freeText.add(name);
      losses.add(new Loss("custom-tool", "'" + name + "' takes its text as an argument"));
      tools.put(name, new Tool.Function(name, custom.description(), Undo.FREE_TEXT_SCHEMA));
    } else {
      tools.put(name, tool);
    }
  }

  /** The name a tool goes by; the answer's calls of it are to be in its namespace. */
  private String name(String own, String namespace) {
    if (namespace.isEmpty()) {
      return own;
    }
    String name = namespace.equals(ROOT) ? own : namespace + "__" + own;
    if (!name.equals(own)) {
      names.put(name, own);
    }
    JsonFields mark = JsonFields.of(Words.PROTOCOL, NAMESPACE, RawJson.string(namespace));
    marks.put(name, Mark.of(mark));
    return name;
  }

  /**
   * What OpenAI runs itself is offered among others as a rule, and can be done without then. Alone,
   * or demanded, it is what the request is about: it stays, and is refused by name.
   */
  private void addHosted(List<Tool> all, ChatRequest request) {
    ToolChoice choice = request.toolChoice();
    boolean unread = request.extrasOf(Words.PROTOCOL).get("tool_choice").isPresent();
    boolean free = (choice == null || choice instanceof ToolChoice.Auto) && !unread;
    if (!free || all.isEmpty()) {
      all.addAll(hosted);
      return;
    }
    for (Tool.Hosted tool : hosted) {
      losses.add(new Loss("hosted-tool", "'" + tool.type() + "' is run by OpenAI alone: left out"));
    }
  }

  private Message said(Message.Assistant said) {
    List<Part> parts = new ArrayList<>();
    for (Part part : said.parts()) {
      parts.add(part instanceof Part.ToolCall call ? called(call) : part);
    }
    return new Message.Assistant(parts, said.name(), said.extras());
  }

  private Part called(Part.ToolCall call) {
    String name = name(call.name(), namespace(call));
    boolean free = call.kind() == Part.ToolCall.Kind.CUSTOM;
    RawJson text = free ? RawJson.string(call.arguments()) : RawJson.EMPTY_OBJECT;
    String arguments =
        free ? RawJson.object(JsonFields.of("", Undo.FREE_TEXT, text)).text() : call.arguments();
    PartInfo info = call.info();
    return new Part.ToolCall(call.id(), name, arguments, Part.ToolCall.Kind.FUNCTION, info);
  }

  private static String namespace(Part.ToolCall call) {
    return Mark.fields(call.info().extras()).get(NAMESPACE).map(Block::text).orElse("");
  }
}
