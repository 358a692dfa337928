package dev.patchbay.wire.anthropic;

import dev.patchbay.json.JsonBytes;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.bytes.BodySplicer;
import dev.patchbay.wire.bytes.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A client's bytes for a target of the same protocol: the quirks are met as {@link RequestEncoder}
 * meets them, as far as single fields go. One thread.
 */
final class RequestSplicer extends BodySplicer {
  private static final String REFUSED_HERE = "left out: refused here";
  private static final String LIMIT = "max_tokens";

  private static final Loss NO_TOP_P = new Loss("top-p", REFUSED_HERE);

  private static final List<Refused> REFUSED =
      List.of(
          Refused.of(Quirk.NO_SAMPLING, "temperature", REFUSED_HERE),
          Refused.of(Quirk.NO_SAMPLING, "top_p", REFUSED_HERE),
          Refused.of(Quirk.NO_SAMPLING, "top_k", REFUSED_HERE));

  private final boolean stream;

  private RequestSplicer(Glance glance, TargetProfile target, boolean stream) {
    super(glance, Words.SPEAKS, target);
    this.stream = stream;
  }

  static Optional<Encoded> splice(Glance glance, TargetProfile target, boolean stream) {
    return new RequestSplicer(glance, target, stream).spliced();
  }

  @Override
  protected void request() {
    // A row of this kind is one of the protocol's imitators: what it knows is not known here.
    deep(scope.has(Quirk.STRICT_FIELDS));
    // What stands at addresses is looked at one by one.
    deep(scope.has(Quirk.NO_URL_MEDIA));
    addressed(stream);
    in.each(in.field(body, "messages"), this::message);
    deep(lastRole.equals(Words.ASSISTANT) && scope.has(Quirk.NO_PREFILL));
    tools();
    limit();
    either(body, "temperature", "top_p", NO_TOP_P);
    // What the target is not told is looked for in the answer, which is to be decoded then.
    deep(has(body, "stop_sequences") && scope.has(Quirk.NO_STOP));
    format();
    reasoning();
    refuse(body, REFUSED);
    user();
    if (!scope.target().cache().keeps()) {
      new MarkSplicer(in, scope, this::set).mark(body);
    }
  }

  private void message(int message) {
    lastRole = String.valueOf(in.string(in.field(message, "role")));
    deep(lastRole.equals(Words.SYSTEM) && !scope.has(Quirk.MID_SYSTEM));
    if (lastRole.equals(Words.ASSISTANT)) {
      in.each(in.field(message, "content"), block -> deep(isUnsigned(block)));
    }
  }

  /** Thinking of nobody's: it was another protocol's, and is refused. */
  private boolean isUnsigned(int block) {
    return in.is(in.field(block, "type"), "thinking")
        && in.length(in.field(block, "signature")) == 0;
  }

  private void tools() {
    deep(has(body, "tools") && scope.has(Quirk.NO_TOOLS));
    int choice = in.field(body, "tool_choice");
    int type = in.field(choice, "type");
    boolean forced = in.is(type, "any") || in.is(type, "tool");
    deep(choice != JsonBytes.NONE && scope.has(Quirk.NO_TOOL_CHOICE));
    deep(forced && scope.has(Quirk.NO_FORCED_TOOL_CHOICE));
  }

  /** The protocol demands a limit; one over the model's may have to make room for thinking, too. */
  private void limit() {
    Integer limit = in.integer(in.field(body, LIMIT), "$.max_tokens");
    Integer most = scope.target().maxOutput();
    deep(limit == null || (most != null && limit > most));
  }

  private void format() {
    deep(has(in.field(body, "output_config"), "format") && scope.has(Quirk.NO_OUTPUT_FORMAT));
  }

  /** Thinking the target takes in the client's own words passes. */
  private void reasoning() {
    int thinking = in.field(body, "thinking");
    boolean effort = has(in.field(body, "output_config"), "effort");
    boolean thoughtless = isThoughtless() && !scope.has(Quirk.ALWAYS_THINKS);
    deep(effort && (thoughtless || scope.has(Quirk.BUDGET_THINKING_ONLY)));
    deep(thinking != JsonBytes.NONE && (thoughtless || !takes(in.field(thinking, "type"))));
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
        remove(body, "metadata");
      } else {
        remove(metadata, "user_id");
      }
    }
  }
}
