package dev.patchbay.wire.anthropic;

import dev.patchbay.json.JsonBytes;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.Scope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cache marks of a client's own bytes, as the target's {@link CacheRule} wants them: what
 * {@code wire.cache} does with a request of the canonical model. One thread.
 */
final class MarkSplicer {
  private static final String MARK = "cache_control";
  private static final String CONTENT = "content";
  private static final int TURNS = 2;

  /** Sets a field of an object. */
  interface Setter {
    void set(int object, String name, RawJson json);
  }

  private final JsonBytes in;
  private final Scope scope;
  private final CacheRule rule;
  private final Setter setter;
  private final List<Integer> marked = new ArrayList<>();
  private int count;

  MarkSplicer(JsonBytes in, Scope scope, Setter setter) {
    this.in = in;
    this.scope = scope;
    this.rule = scope.target().cache();
    this.setter = setter;
  }

  void mark(int body) {
    gather(body);
    in.each(in.field(body, "tools"), this::gather);
    in.each(in.field(body, "system"), this::gather);
    in.each(in.field(body, "messages"), this::gatherMessage);
    String ttl = rule.ttl().sent();
    if (!marked.isEmpty()) {
      if (ttl != null) {
        marked.forEach(one -> setter.set(one, MARK, json(ttl)));
        scope.lost("cache-ttl", "sent as " + ttl + ", as configured");
      }
    } else if (rule.auto()) {
      auto(body);
    }
  }

  private void gatherMessage(int message) {
    in.each(
        in.field(message, CONTENT),
        block -> {
          gather(block);
          in.each(in.field(block, CONTENT), this::gather);
        });
  }

  private void gather(int object) {
    if (in.isObject(object) && in.field(object, MARK) != JsonBytes.NONE) {
      marked.add(object);
    }
  }

  private static RawJson json(@Nullable String ttl) {
    String time = ttl == null ? "" : ",\"ttl\":\"" + ttl + "\"";
    return RawJson.of("{\"type\":\"ephemeral\"" + time + "}");
  }

  private void auto(int body) {
    int tool = last(in.field(body, "tools"));
    if (in.isObject(tool)) {
      put(tool);
    }
    end(body, "system");
    turns(in.field(body, "messages"));
    if (count > 0) {
      scope.lost("cache-marks", count + " set by the router");
    }
  }

  private void turns(int messages) {
    List<Integer> all = new ArrayList<>();
    in.each(messages, all::add);
    int left = TURNS;
    boolean open = true;
    for (int i = all.size() - 1; i >= 0 && left > 0; i--) {
      int role = in.field(all.get(i), "role");
      if (in.is(role, Words.USER) && open && end(all.get(i), CONTENT)) {
        left--;
        open = false;
      }
      open |= in.is(role, Words.ASSISTANT);
    }
  }

  /** Marks the end of a text or of a list of blocks; false if nothing there can carry one. */
  private boolean end(int object, String name) {
    int content = in.field(object, name);
    if (in.isString(content)) {
      if (isBlank(content)) {
        return false;
      }
      String text = "[{\"type\":\"text\",\"text\":" + in.raw(content).text();
      setter.set(
          object,
          name,
          RawJson.of(text + ",\"" + MARK + "\":" + json(rule.ttl().sent()).text() + "}]"));
      count++;
      return true;
    }
    int block = last(content);
    boolean text = in.is(in.field(block, "type"), "text");
    if (!in.isObject(block) || (text && isBlank(in.field(block, "text")))) {
      return false;
    }
    put(block);
    return true;
  }

  private void put(int object) {
    setter.set(object, MARK, json(rule.ttl().sent()));
    count++;
  }

  private boolean isBlank(int text) {
    String value = in.string(text);
    return value == null || value.isBlank();
  }

  private int last(int array) {
    int[] last = {JsonBytes.NONE};
    in.each(array, one -> last[0] = one);
    return last[0];
  }
}
