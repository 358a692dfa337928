package dev.patchbay.wire.anthropic;

import dev.patchbay.json.JsonBytes;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.Splicer;
import dev.patchbay.wire.TargetProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A client's bytes for a target of the same protocol: the quirks are met as {@link RequestEncoder}
 * meets them, as far as single fields go. One thread.
 */
final class RequestSplicer {
  private static final RawJson TRUE = RawJson.of("true");
  private static final String REFUSED_HERE = "left out: refused here";
  private static final String LIMIT = "max_tokens";

  /** A field that is left out where a quirk says so. */
  private record Refused(Quirk quirk, String name, String feature) {}

  private static final List<Refused> REFUSED =
      List.of(
          new Refused(Quirk.NO_SAMPLING, "temperature", "temperature"),
          new Refused(Quirk.NO_SAMPLING, "top_p", "top-p"),
          new Refused(Quirk.NO_SAMPLING, "top_k", "top-k"),
          new Refused(Quirk.NO_STOP, "stop_sequences", "stop"));

  private final JsonBytes in;
  private final Splicer splicer;
  private final Scope scope;
  private final int body;

  /** True once something was seen that takes more than the change of a field. */
  private boolean deep;

  private String lastRole = "";

  private RequestSplicer(JsonBytes in, Scope scope) {
    this.in = in;
    this.splicer = new Splicer(in);
    this.scope = scope;
    this.body = in.root();
  }

  static Optional<Encoded> splice(Glance glance, TargetProfile target, boolean stream) {
    Scope scope = new Scope(Words.SPEAKS, target);
    RequestSplicer splicer = new RequestSplicer(glance.body(), scope);
    splicer.request(stream);
    return splicer.deep ? Optional.empty() : Optional.of(scope.encoded(splicer.splicer.body()));
  }

  private void request(boolean stream) {
    // A row of this kind is one of the protocol's imitators: what it knows is not known here.
    deep = scope.has(Quirk.STRICT_FIELDS);
    splicer.set(body, "model", RawJson.string(scope.target().model()));
    in.each(in.field(body, "messages"), this::message);
    prefill();
    tools();
    limit();
    sampling();
    reasoning();
    REFUSED.forEach(this::refused);
    user();
    stream(stream);
  }

  private void refused(Refused field) {
    if (scope.has(field.quirk) && splicer.remove(body, field.name)) {
      scope.lost(field.feature, REFUSED_HERE);
    }
  }

  private void message(int message) {
    lastRole = String.valueOf(in.string(in.field(message, "role")));
    deep |= lastRole.equals(Words.SYSTEM) && !scope.has(Quirk.MID_SYSTEM);
    if (lastRole.equals(Words.ASSISTANT)) {
      in.each(in.field(message, "content"), block -> deep |= isUnsigned(block));
    }
  }

  /** Thinking of nobody's: it was another protocol's, and is refused. */
  private boolean isUnsigned(int block) {
    return in.is(in.field(block, "type"), "thinking")
        && in.length(in.field(block, "signature")) == 0;
  }

  private void prefill() {
    deep |= lastRole.equals(Words.ASSISTANT) && scope.has(Quirk.NO_PREFILL);
  }

  private void tools() {
    deep |= has(body, "tools") && scope.has(Quirk.NO_TOOLS);
    int choice = in.field(body, "tool_choice");
    int type = in.field(choice, "type");
    boolean forced = in.is(type, "any") || in.is(type, "tool");
    deep |= choice != JsonBytes.NONE && scope.has(Quirk.NO_TOOL_CHOICE);
    deep |= forced && scope.has(Quirk.NO_FORCED_TOOL_CHOICE);
  }

  /** The protocol demands a limit; one over the model's may have to make room for thinking, too. */
  private void limit() {
    Integer limit = in.integer(in.field(body, LIMIT), "$.max_tokens");
    Integer most = scope.target().maxOutput();
    deep |= limit == null || (most != null && limit > most);
  }

  private void sampling() {
    boolean both = has(body, "temperature") && has(body, "top_p");
    if (both && scope.has(Quirk.TEMPERATURE_XOR_TOP_P)) {
      splicer.remove(body, "top_p");
      scope.lost("top-p", REFUSED_HERE);
    }
  }

  /** Thinking the target takes in the client's own words passes. */
  private void reasoning() {
    int thinking = in.field(body, "thinking");
    int output = in.field(body, "output_config");
    boolean effort = has(output, "effort");
    Set<Capability> capabilities = scope.target().capabilities();
    boolean thoughtless =
        capabilities != null
            && !capabilities.contains(Capability.REASONING)
            && !scope.has(Quirk.ALWAYS_THINKS);
    deep |= has(output, "format") && scope.has(Quirk.NO_OUTPUT_FORMAT);
    deep |= effort && (thoughtless || scope.has(Quirk.BUDGET_THINKING_ONLY));
    deep |= thinking != JsonBytes.NONE && (thoughtless || !takes(in.field(thinking, "type")));
  }

  private boolean takes(int thinking) {
    boolean always = scope.has(Quirk.ALWAYS_THINKS);
    return switch (String.valueOf(in.string(thinking))) {
      case "enabled" -> !always && !scope.has(Quirk.ADAPTIVE_THINKING_ONLY);
      case "adaptive" -> !scope.has(Quirk.BUDGET_THINKING_ONLY);
      case "disabled" -> !always && !scope.has(Quirk.BETWEEN_TOOLS_FOR_DISABLED);
      case "between_tools" -> !always && !scope.has(Quirk.BUDGET_THINKING_ONLY);
      default -> false;
    };
  }

  private void user() {
    int metadata = in.field(body, "metadata");
    boolean refused = scope.has(Quirk.NO_USER) || scope.has(Quirk.NO_METADATA);
    if (refused && has(metadata, "user_id")) {
      scope.lost("user", "refused here: left out");
      if (in.hasOnly(metadata, Set.of("user_id"))) {
        splicer.remove(body, "metadata");
      } else {
        splicer.remove(metadata, "user_id");
      }
    }
  }

  private void stream(boolean stream) {
    if (stream) {
      splicer.set(body, "stream", TRUE);
    } else if (in.isTrue(in.field(body, "stream"))) {
      splicer.remove(body, "stream");
    }
  }

  private boolean has(int object, String name) {
    return in.field(object, name) != JsonBytes.NONE;
  }
}
