package dev.patchbay.wire.compaction;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.TargetProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a client its conversation in short: the user's messages as they were, and behind them one
 * item that stands for all the rest.
 */
final class CompactingCodec extends CodecAround {
  private final ChatRequest whole;
  private final CompactionItem item;

  /**
   * @param whole the conversation, with the history that the request left to us
   */
  CompactingCodec(Codec codec, ChatRequest whole, CompactionItem item) {
    super(codec);
    this.whole = whole;
    this.item = item;
  }

  @Override
  public Encoded encodeResponse(ChatResponse response, ClientView client) {
    List<RawJson> output = output(response);
    Encoded plain = codec.encodeResponse(bare(response), client);
    JsonFields said = JsonFields.of(RawJson.of(plain.body()));
    byte[] body =
        Json.writeBytes(
            writer -> {
              writer.beginObject();
              Json.raw(writer.name("id"), said.get("id").orElse(RawJson.NULL));
              writer.name("object").value("response.compaction");
              Json.raw(writer.name("created_at"), said.get("created_at").orElse(RawJson.NULL));
              writer.name("output").beginArray();
              for (RawJson each : output) {
                Json.raw(writer, each);
              }
              writer.endArray();
              Json.raw(writer.name("usage"), said.get("usage").orElse(RawJson.NULL));
              writer.endObject();
            });
    return new Encoded(body, plain.losses());
  }

  /** The vendor's SDKs require usage. */
  private static ChatResponse bare(ChatResponse response) {
    return new ChatResponse(
        response.id(),
        response.model(),
        response.created(),
        List.of(),
        response.usage() == null ? Usage.of(0, 0) : response.usage(),
        null,
        JsonFields.NONE);
  }

  private List<RawJson> output(ChatResponse response) {
    List<Part> parts = response.message().parts();
    List<RawJson> output = new ArrayList<>();
    if (Compactions.isCompacted(response)) {
      parts.forEach(part -> output.add(((Part.Unknown) part).raw()));
      return output;
    }
    String id = response.id().substring(response.id().indexOf('_') + 1);
    for (RawJson said : spoken()) {
      output.add(named(said, "msg_" + id + "_" + output.size()));
    }
    output.add(item.sealed(CompactionItem.id(response.id()), response.text()));
    return output;
  }

  /** The user's messages as items; what was opened of an earlier compaction is in the summary. */
  private List<RawJson> spoken() {
    List<Message> messages =
        whole.messages().stream()
            .filter(message -> message instanceof Message.User && !OpeningCodec.isOpened(message))
            .toList();
    if (messages.isEmpty()) {
      return List.of();
    }
    ChatRequest own = ChatRequest.builder().model(whole.model()).messages(messages).build();
    TargetProfile itself = TargetProfile.plain("", whole.model());
    RawJson input =
        JsonFields.of(RawJson.of(codec.encodeRequest(own, itself, false).body()))
            .get("input")
            .orElse(RawJson.NULL);
    return Compactions.elements(input);
  }

  /** Items of an answer have an id, a type and a status, and parts where a request may say less. */
  private static RawJson named(RawJson item, String id) {
    JsonFields own = JsonFields.of(item);
    JsonFields named = own.get("id").isPresent() ? own : own.with("id", RawJson.string(id));
    RawJson content = own.get("content").orElse(RawJson.NULL);
    if (content.isString()) {
      named = named.with("content", parts(content));
    }
    return RawJson.object(
        named
            .with("type", own.get("type").orElse(RawJson.string("message")))
            .with("status", RawJson.string("completed")));
  }

  private static RawJson parts(RawJson text) {
    return RawJson.of(
        Json.write(
            writer -> {
              writer.beginArray().beginObject();
              writer.name("type").value("input_text");
              Json.raw(writer.name("text"), text);
              writer.endObject().endArray();
            }));
  }
}
