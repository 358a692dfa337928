package dev.patchbay.wire.compaction;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.TokenCounting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a client's requests with the summaries in them that it carried for us. */
final class OpeningCodec extends CodecAround {
  /** What a model is told of where the text that follows comes from. */
  private static final String INTRODUCTION =
      "What was said so far is told here in short, in place of the messages themselves:\n\n";

  private final CompactionItem item;

  OpeningCodec(Codec codec, CompactionItem item) {
    super(codec);
    this.item = item;
  }

  /** True for the message a summary was opened to. */
  static boolean isOpened(Message message) {
    return message.parts().size() == 1
        && message.parts().get(0) instanceof Part.Text text
        && text.text().startsWith(INTRODUCTION);
  }

  @Override
  public ChatRequest decodeRequest(byte[] body) {
    return opened(codec.decodeRequest(body));
  }

  @Override
  public Optional<TokenCounting> counting() {
    return codec.counting().map(Counting::new);
  }

  private ChatRequest opened(ChatRequest request) {
    boolean plain =
        request.messages().stream()
            .flatMap(message -> message.parts().stream())
            .noneMatch(CompactionItem::isOne);
    if (plain) {
      return request;
    }
    List<Message> messages = new ArrayList<>();
    request.messages().forEach(message -> open(message, messages));
    return request.toBuilder().messages(messages).build();
  }

  /** An item of ours becomes a message of its own; what stands around it stays as it is. */
  private void open(Message message, List<Message> out) {
    if (!(message instanceof Message.Assistant said)) {
      out.add(message);
      return;
    }
    List<Part> parts = new ArrayList<>();
    for (Part part : said.parts()) {
      Optional<String> summary =
          CompactionItem.isOne(part) ? item.opened((Part.Unknown) part) : Optional.empty();
      if (summary.isEmpty()) {
        parts.add(part);
        continue;
      }
      flush(said, parts, out);
      out.add(Message.user(INTRODUCTION + summary.get()));
    }
    flush(said, parts, out);
  }

  private static void flush(Message.Assistant said, List<Part> parts, List<Message> out) {
    if (!parts.isEmpty()) {
      out.add(new Message.Assistant(parts, said.name(), said.extras()));
      parts.clear();
    }
  }

  /** Counts what the model will be told. */
  private final class Counting implements TokenCounting {
    private final TokenCounting counting;

    Counting(TokenCounting counting) {
      this.counting = counting;
    }

    @Override
    public Endpoint endpoint(TargetProfile target) {
      return counting.endpoint(target);
    }

    @Override
    public Encoded encodeRequest(ChatRequest request, TargetProfile target) {
      return counting.encodeRequest(request, target);
    }

    @Override
    public long decodeResponse(byte[] body) {
      return counting.decodeResponse(body);
    }

    @Override
    public ChatRequest decodeRequest(byte[] body) {
      return opened(counting.decodeRequest(body));
    }

    @Override
    public byte[] encodeResponse(long tokens) {
      return counting.encodeResponse(tokens);
    }
  }
}
