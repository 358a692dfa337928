package dev.patchbay.wire.cache;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Messages, parts and tools with a cache mark behind them. Pure. */
final class Marked {
  private Marked() {}

  /** True if a mark stands anywhere in it. */
  static boolean is(Message message) {
    return message.parts().stream().anyMatch(part -> part.info().cacheTtl() != null)
        || (message instanceof Message.Tool result && result.info().cacheTtl() != null);
  }

  static PartInfo info(Tool tool) {
    if (tool instanceof Tool.Function function) {
      return function.info();
    }
    return tool instanceof Tool.Custom custom ? custom.info() : PartInfo.NONE;
  }

  static Tool with(Tool tool, String ttl) {
    PartInfo info = with(info(tool), ttl);
    if (tool instanceof Tool.Function one) {
      return new Tool.Function(one.name(), one.description(), one.schema(), one.strict(), info);
    }
    return tool instanceof Tool.Custom one
        ? new Tool.Custom(one.name(), one.description(), one.format(), info)
        : tool;
  }

  /** A message whose marks have another time. */
  static Message timed(Message message, String ttl) {
    if (!is(message)) {
      return message;
    }
    Message timed = parts(message, part -> part.info().cacheTtl() == null ? part : with(part, ttl));
    return timed instanceof Message.Tool result && result.info().cacheTtl() != null
        ? with(result, ttl)
        : timed;
  }

  /** A message with a mark at its end; null if nothing there can carry one. */
  static @Nullable Message atEnd(Message message, String ttl) {
    if (message instanceof Message.Tool result) {
      return with(result, ttl);
    }
    int last = message.parts().size() - 1;
    while (last >= 0 && !carries(message.parts().get(last))) {
      last--;
    }
    if (last < 0) {
      return null;
    }
    Part end = message.parts().get(last);
    return parts(message, part -> part == end ? with(part, ttl) : part);
  }

  /** An empty text takes no mark (Anthropic, Prompt caching, read 2026-11-20). */
  private static boolean carries(Part part) {
    return part instanceof Part.Text text
        ? !text.text().isBlank()
        : part instanceof Part.Image || part instanceof Part.Document;
  }

  private static Message parts(Message message, UnaryOperator<Part> change) {
    List<Part> parts = new ArrayList<>(message.parts());
    parts.replaceAll(change);
    if (message instanceof Message.System one) {
      return new Message.System(parts, one.developer(), one.name(), one.extras());
    } else if (message instanceof Message.User one) {
      return new Message.User(parts, one.name(), one.extras());
    } else if (message instanceof Message.Assistant one) {
      return new Message.Assistant(parts, one.name(), one.extras());
    } else if (message instanceof Message.Tool one) {
      return new Message.Tool(one.callId(), one.name(), parts, one.error(), one.info());
    }
    return message;
  }

  private static Message.Tool with(Message.Tool result, String ttl) {
    return new Message.Tool(
        result.callId(), result.name(), result.parts(), result.error(), with(result.info(), ttl));
  }

  private static PartInfo with(PartInfo info, String ttl) {
    return new PartInfo(ttl, info.signature(), info.extras());
  }

  private static Part with(Part part, String ttl) {
    PartInfo info = with(part.info(), ttl);
    if (part instanceof Part.Text one) {
      return new Part.Text(one.text(), one.citations(), info);
    } else if (part instanceof Part.Image one) {
      return new Part.Image(one.source(), one.detail(), info);
    } else if (part instanceof Part.Document one) {
      return new Part.Document(one.source(), one.title(), one.context(), one.citations(), info);
    } else if (part instanceof Part.ToolCall one) {
      return new Part.ToolCall(one.id(), one.name(), one.arguments(), one.kind(), info);
    }
    return part;
  }
}
