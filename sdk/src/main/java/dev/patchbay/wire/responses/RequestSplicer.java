package dev.patchbay.wire.responses;

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
  private static final String NOT_TAKEN = "The target does not take it";
  private static final String NO_USER = "The target takes no id of the end user";
  private static final String LIMIT = "max_output_tokens";
  private static final String STREAM_OPTIONS = "stream_options";

  /** A field that is left out where a quirk says so. */
  private record Refused(Quirk quirk, String name, String why) {}

  private static final List<Refused> REFUSED =
      List.of(
          new Refused(Quirk.NO_SAMPLING, "temperature", NOT_TAKEN),
          new Refused(Quirk.NO_SAMPLING, "top_p", NOT_TAKEN),
          new Refused(Quirk.NO_LOGPROBS, "top_logprobs", "The target takes no log probabilities"),
          new Refused(Quirk.NO_USER, "user", NO_USER),
          new Refused(Quirk.NO_USER, OptionEncoder.SAFETY_ID, NO_USER),
          new Refused(Quirk.NO_METADATA, "metadata", "The target takes no metadata"),
          new Refused(
              Quirk.NO_METADATA, "store", "The target cannot be told whether to keep the answer"),
          new Refused(
              Quirk.NO_PARALLEL_TOOL_CALLS,
              "parallel_tool_calls",
              "The target cannot be told about parallel calls"));

  private static final Set<String> CALLS =
      Set.of(Words.CALL, Words.CUSTOM_CALL, Words.OUTPUT, Words.CUSTOM_OUTPUT);

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
    in.each(in.field(body, "input"), this::item);
    prefill();
    tools();
    limit();
    sampling();
    format();
    reasoning();
    REFUSED.forEach(this::refused);
    stream(stream);
  }

  private void refused(Refused field) {
    if (scope.has(field.quirk) && splicer.remove(body, field.name)) {
      scope.lost(Scope.feature(field.name), field.why);
    }
  }

  private void item(int item) {
    String type = in.string(in.field(item, "type"));
    int role = in.field(item, "role");
    String name = in.string(role);
    if (Words.DEVELOPER.equals(name) && scope.has(Quirk.NO_DEVELOPER_ROLE)) {
      scope.lost("developer-role", "Developer messages were sent as system messages");
      splicer.replace(role, RawJson.string(Words.SYSTEM));
    }
    boolean call = type != null && CALLS.contains(type);
    deep |= call && scope.has(Quirk.NO_TOOLS);
    lastRole = name == null ? String.valueOf(type) : name;
  }

  private void prefill() {
    if (lastRole.equals(Words.ASSISTANT)) {
      deep |= scope.has(Quirk.NO_PREFILL);
      scope.lost("prefill", "The last answer counts as history: the model may not go on with it");
    }
  }

  private void tools() {
    deep |= has(body, "tools") && scope.has(Quirk.NO_TOOLS);
    int choice = in.field(body, "tool_choice");
    boolean free = in.is(choice, "auto") || in.is(choice, "none");
    boolean picky = scope.has(Quirk.NO_FORCED_TOOL_CHOICE) || scope.has(Quirk.TOOL_CHOICE_ANY_WORD);
    boolean said = choice != JsonBytes.NONE;
    deep |= said && (scope.has(Quirk.NO_TOOL_CHOICE) || (picky && !free));
  }

  private void limit() {
    int node = in.field(body, LIMIT);
    Integer limit = in.integer(node, "$.max_output_tokens");
    Integer most = scope.target().maxOutput();
    if (limit != null && most != null && limit > most) {
      scope.lost("max-output-tokens", "Lowered from " + limit + " to the model's " + most);
      splicer.replace(node, RawJson.of(String.valueOf(most)));
    }
  }

  private void sampling() {
    boolean both = has(body, "temperature") && has(body, "top_p");
    if (both && scope.has(Quirk.TEMPERATURE_XOR_TOP_P)) {
      splicer.remove(body, "top_p");
      scope.lost("top-p", NOT_TAKEN);
    }
  }

  private void format() {
    int type = in.field(in.field(in.field(body, OptionEncoder.TEXT), "format"), "type");
    deep |= in.is(type, "json_schema") && scope.has(Quirk.NO_JSON_SCHEMA);
  }

  private void reasoning() {
    Set<Capability> capabilities = scope.target().capabilities();
    boolean thoughtless = capabilities != null && !capabilities.contains(Capability.REASONING);
    boolean refused = thoughtless || scope.has(Quirk.NO_REASONING_EFFORT);
    deep |= has(in.field(body, OptionEncoder.REASONING), "effort") && refused;
  }

  private void stream(boolean stream) {
    if (stream) {
      splicer.set(body, "stream", TRUE);
    } else if (in.isTrue(in.field(body, "stream"))) {
      splicer.remove(body, "stream");
    }
    if (!stream || scope.has(Quirk.NO_STREAM_OPTIONS)) {
      splicer.remove(body, STREAM_OPTIONS);
    }
  }

  private boolean has(int object, String name) {
    return in.field(object, name) != JsonBytes.NONE;
  }
}
