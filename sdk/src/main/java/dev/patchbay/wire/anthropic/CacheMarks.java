package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import dev.patchbay.wire.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of a request's cache marks are sent, and with which time to live: at most four, the longer
 * time before the shorter in the order tools, system, messages (Anthropic, Prompt caching, read
 * 2026-11-20). The encoder asks {@link #next} in the order the marks were counted. One thread.
 */
final class CacheMarks {
  private static final int MOST = 4;
  private static final String HOUR = "1h";
  private static final String LEFT_OUT = "-";

  private final Iterator<String> decided;

  private CacheMarks(List<String> decided) {
    this.decided = decided.iterator();
  }

  /** The marks of the three sections, decided. */
  record Plan(CacheMarks tools, CacheMarks system, CacheMarks messages) {}

  /** No mark is sent: for answers. */
  static CacheMarks none() {
    return new CacheMarks(List.of());
  }

  /**
   * Decides.
   *
   * @param automatic true if the request's own field sets a mark too, which counts
   */
  static Plan plan(ToolPlan tools, TurnPlan turns, boolean automatic, Scope scope) {
    List<String> ofTools = new ArrayList<>();
    for (Tool tool : tools.tools()) {
      add(ofTools, info(tool).cacheTtl());
    }
    List<String> ofSystem = new ArrayList<>();
    PartFilter.marks(turns.system(), ofSystem);
    return plan(ofTools, ofSystem, turns.marks(), automatic ? 1 : 0, scope);
  }

  private static void add(List<String> marks, @Nullable String ttl) {
    if (ttl != null) {
      marks.add(ttl);
    }
  }

  private static PartInfo info(Tool tool) {
    if (tool instanceof Tool.Function function) {
      return function.info();
    }
    return tool instanceof Tool.Custom custom ? custom.info() : PartInfo.NONE;
  }

  static Plan plan(
      List<String> tools, List<String> system, List<String> messages, int taken, Scope scope) {
    List<String> all = new ArrayList<>(tools);
    all.addAll(system);
    all.addAll(messages);
    boolean[] kept = kept(tools.size(), system.size(), all.size(), MOST - taken);
    boolean shorterSeen = false;
    for (int i = 0; i < all.size(); i++) {
      if (!kept[i]) {
        scope.lost("cache-mark", "number " + (i + 1) + " left out: at most " + MOST + " are taken");
        all.set(i, LEFT_OUT);
        continue;
      }
      String ttl = known(all.get(i), scope);
      if (ttl.equals(HOUR) && shorterSeen) {
        scope.lost("cache-ttl", "1h after a shorter time was shortened to 5m");
        ttl = "5m";
      }
      shorterSeen = shorterSeen || !ttl.equals(HOUR);
      all.set(i, ttl);
    }
    int systemEnd = tools.size() + system.size();
    return new Plan(
        new CacheMarks(all.subList(0, tools.size())),
        new CacheMarks(all.subList(tools.size(), systemEnd)),
        new CacheMarks(all.subList(systemEnd, all.size())));
  }

  /** The ends of tools and system first, then the latest: the longest prefixes are worth most. */
  private static boolean[] kept(int tools, int system, int all, int room) {
    boolean[] kept = new boolean[all];
    if (all <= room) {
      Arrays.fill(kept, true);
      return kept;
    }
    int left = room;
    left -= keep(kept, tools > 0 ? tools - 1 : -1, left);
    left -= keep(kept, system > 0 ? tools + system - 1 : -1, left);
    for (int i = all - 1; i >= 0; i--) {
      left -= keep(kept, i, left);
    }
    return kept;
  }

  private static int keep(boolean[] kept, int index, int left) {
    if (index < 0 || left <= 0 || kept[index]) {
      return 0;
    }
    kept[index] = true;
    return 1;
  }

  private static String known(String ttl, Scope scope) {
    if (ttl.isEmpty() || ttl.equals("5m") || ttl.equals(HOUR)) {
      return ttl;
    }
    scope.lost("cache-ttl", ttl + " is not offered: 1h sent");
    return HOUR;
  }

  /** The time to live of the next block: empty for the default, null for no mark. */
  @Nullable String next(PartInfo info) {
    if (info.cacheTtl() == null || !decided.hasNext()) {
      return null;
    }
    String ttl = decided.next();
    return ttl.equals(LEFT_OUT) ? null : ttl;
  }
}
