package dev.patchbay.wire.responses;

import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.oai.FieldSplicer;
import java.util.Optional;
import java.util.Set;

/**
 * A client's bytes for a target of the same protocol: the quirks are met as {@link RequestEncoder}
 * meets them, as far as single fields go. One thread.
 */
final class RequestSplicer extends FieldSplicer {
  private static final Set<String> CALLS =
      Set.of(Words.CALL, Words.CUSTOM_CALL, Words.OUTPUT, Words.CUSTOM_OUTPUT);

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
    in.each(in.field(body, "input"), this::item);
    prefill(false);
    tools();
    limit(in.field(body, "max_output_tokens"), "$.max_output_tokens");
    freedom();
    format();
    reasoning();
    refused();
    streamOptions();
  }

  private void item(int item) {
    String type = in.string(in.field(item, "type"));
    int role = in.field(item, "role");
    String name = in.string(role);
    role(role);
    boolean call = type != null && CALLS.contains(type);
    deep(call && scope.has(Quirk.NO_TOOLS));
    lastRole = name == null ? String.valueOf(type) : name;
  }

  private void tools() {
    deep(has(body, "tools") && scope.has(Quirk.NO_TOOLS));
    choice(in.field(body, "tool_choice"), false);
  }

  private void format() {
    int type = in.field(in.field(in.field(body, OptionEncoder.TEXT), "format"), "type");
    deep(in.is(type, "json_schema") && scope.has(Quirk.NO_JSON_SCHEMA));
  }

  private void reasoning() {
    boolean refused = isThoughtless() || scope.has(Quirk.NO_REASONING_EFFORT);
    deep(has(in.field(body, OptionEncoder.REASONING), "effort") && refused);
  }

  private void streamOptions() {
    if (!stream || scope.has(Quirk.NO_STREAM_OPTIONS)) {
      remove(body, STREAM_OPTIONS);
    }
  }
}
