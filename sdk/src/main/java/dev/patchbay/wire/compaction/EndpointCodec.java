package dev.patchbay.wire.compaction;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Picked;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.TargetProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks a target that compacts conversations itself. Its items stay as they came. */
final class EndpointCodec extends CodecAround {
  /** OpenAI, "Compact a response" (read 2026-11): its body parameters. */
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "input",
          "instructions",
          "previous_response_id",
          "prompt_cache_key",
          "prompt_cache_options",
          "prompt_cache_retention",
          "service_tier");

  EndpointCodec(Codec codec) {
    super(codec);
  }

  @Override
  public Endpoint endpoint(TargetProfile target, boolean stream) {
    Endpoint answers = codec.endpoint(target, false);
    return new Endpoint(answers.path() + "/compact", Map.of());
  }

  @Override
  public Encoded encodeRequest(ChatRequest request, TargetProfile target, boolean stream) {
    Encoded whole = codec.encodeRequest(request, target, false);
    return new Encoded(Picked.fields(whole.body(), FIELDS), whole.losses(), whole.undo());
  }

  @Override
  public ChatResponse decodeResponse(byte[] body, Issuer issuer) {
    ChatResponse answer = codec.decodeResponse(body, issuer);
    Message.Assistant items = new Message.Assistant(items(body));
    List<Choice> one =
        answer.choices().stream()
            .limit(1)
            .map(
                choice ->
                    new Choice(
                        choice.index(),
                        items,
                        choice.stopReason(),
                        choice.stopSequence(),
                        choice.extras()))
            .toList();
    return answer.withChoices(one);
  }

  private static List<Part> items(byte[] body) {
    RawJson output = JsonFields.of(RawJson.of(body)).get("output").orElse(RawJson.NULL);
    List<Part> items = new ArrayList<>();
    Compactions.elements(output).forEach(raw -> items.add(item(raw)));
    return items;
  }

  private static Part item(RawJson raw) {
    RawJson type = JsonFields.of(raw).get("type").orElse(RawJson.NULL);
    return new Part.Unknown(
        Protocol.OPENAI_RESPONSES.id(), type.isString() ? type.characters() : "", raw);
  }
}
