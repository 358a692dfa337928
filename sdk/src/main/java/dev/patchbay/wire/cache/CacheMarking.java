package dev.patchbay.wire.cache;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.Scope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies a target's {@link CacheRule} to a request. Marks set for a client stand at the ends of
 * the tools, of the system text and of the last two turns of the user: the first two are the same
 * in every request, the last is read by the next request, and the one before was written by the
 * last. One thread.
 */
public final class CacheMarking {
  private static final String FIELD = "cache_control";
  private static final int TURNS = 2;

  private final Scope scope;
  private final CacheRule rule;
  private final List<Tool> tools;
  private final List<Message> messages;
  private int count;

  private CacheMarking(ChatRequest request, Scope scope) {
    this.scope = scope;
    this.rule = scope.target().cache();
    this.tools = new ArrayList<>(request.tools());
    this.messages = new ArrayList<>(request.messages());
  }

  /** The request as it is to be encoded; what changes is declared. */
  public static ChatRequest of(ChatRequest request, Scope scope) {
    CacheRule rule = scope.target().cache();
    return rule.keeps() ? request : new CacheMarking(request, scope).marked(request);
  }

  private ChatRequest marked(ChatRequest request) {
    String protocol = scope.protocol().id();
    RawJson whole = request.extrasOf(protocol).get(FIELD).orElse(null);
    boolean own = whole != null || tools.stream().anyMatch(CacheMarking::isMarked);
    String sent = rule.ttl().sent();
    if (own || messages.stream().anyMatch(Marked::is)) {
      return sent == null ? request : timed(request, sent, protocol, whole);
    }
    return rule.auto() ? set(request, sent == null ? "" : sent) : request;
  }

  private static boolean isMarked(Tool tool) {
    return tool instanceof Tool.Hosted hosted
        ? hosted.raw().text().contains('"' + FIELD + '"')
        : Marked.info(tool).cacheTtl() != null;
  }

  private ChatRequest timed(
      ChatRequest request, String ttl, String protocol, @Nullable RawJson whole) {
    tools.replaceAll(tool -> Marked.info(tool).cacheTtl() == null ? tool : Marked.with(tool, ttl));
    messages.replaceAll(message -> Marked.timed(message, ttl));
    ChatRequest.Builder timed = request.toBuilder().tools(tools).messages(messages);
    if (whole != null) {
      RawJson mark = RawJson.of("{\"type\":\"ephemeral\",\"ttl\":\"" + ttl + "\"}");
      timed.extras(protocol, request.extrasOf(protocol).with(FIELD, mark));
    }
    scope.lost("cache-ttl", "sent as " + ttl + ", as configured");
    return timed.build();
  }

  private ChatRequest set(ChatRequest request, String ttl) {
    lastTool(ttl);
    instructions(ttl);
    turns(ttl);
    if (count > 0) {
      scope.lost("cache-marks", count + " set by the router");
    }
    return request.toBuilder().tools(tools).messages(messages).build();
  }

  private void lastTool(String ttl) {
    int last = tools.size() - 1;
    if (last >= 0 && !(tools.get(last) instanceof Tool.Hosted)) {
      tools.set(last, Marked.with(tools.get(last), ttl));
      count++;
    }
  }

  /** Those in front of the conversation: later ones are no part of the system text everywhere. */
  private void instructions(String ttl) {
    int end = 0;
    while (end < messages.size() && messages.get(end) instanceof Message.System) {
      end++;
    }
    for (int i = end - 1; i >= 0; i--) {
      if (mark(i, ttl)) {
        return;
      }
    }
  }

  private void turns(String ttl) {
    int left = TURNS;
    boolean open = true;
    for (int i = messages.size() - 1; i >= 0 && left > 0; i--) {
      Message message = messages.get(i);
      boolean users = message instanceof Message.User || message instanceof Message.Tool;
      if (users && open && mark(i, ttl)) {
        left--;
        open = false;
      }
      open |= message instanceof Message.Assistant;
    }
  }

  private boolean mark(int index, String ttl) {
    Message marked = Marked.atEnd(messages.get(index), ttl);
    if (marked == null) {
      return false;
    }
    messages.set(index, marked);
    count++;
    return true;
  }
}
