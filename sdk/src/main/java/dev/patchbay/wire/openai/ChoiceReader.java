package dev.patchbay.wire.openai;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One choice while its deltas come in. Part positions are by first appearance. One thread. */
final class ChoiceReader {
  private static final int NONE = -1;

  private final int choice;
  private final Issuer issuer;
  private final CallReader calls;
  private final Logprobs logprobs = new Logprobs();
  private final StringBuilder sound = new StringBuilder();
  private final StringBuilder transcript = new StringBuilder();
  private JsonFields audio = JsonFields.NONE;
  private boolean hasAudio;
  private JsonFields extras = JsonFields.NONE;
  private JsonFields message = JsonFields.NONE;
  private int parts;
  private int text = NONE;
  private int refusal = NONE;
  private int thinking = NONE;
  private @Nullable String thinkingKey;
  private boolean refused;
  private boolean finished;

  /**
   * @param seed what tells this answer from others, for calls that come without an id
   */
  ChoiceReader(int choice, Issuer issuer, String seed) {
    this.choice = choice;
    this.issuer = issuer;
    this.calls = new CallReader(choice, seed + "/" + choice);
  }

  boolean finished() {
    return finished;
  }

  boolean inToolArguments() {
    return !finished && calls.areOpen();
  }

  void read(Delta delta, Consumer<ChatEvent> out) {
    if (finished) {
      return;
    }
    delta.thoughts().forEach(thought -> thought(thought, out));
    for (Part part : delta.content()) {
      content(part, delta.whole(), out);
    }
    refusal(delta.refusal(), out);
    delta.citations().forEach(c -> out.accept(new ChatEvent.CitationAdded(choice, text(out), c)));
    audio(delta.audio());
    delta.images().forEach(image -> added(image, out));
    for (ToolWords.Call call : delta.calls()) {
      call(call, out);
    }
    extras = extras.and(logprobs.add(delta.choiceExtras()));
    message = message.and(delta.extras());
    if (delta.finish() != null) {
      finish(delta.finish(), out);
    }
  }

  private void thought(ThinkingWords.Thought thought, Consumer<ChatEvent> out) {
    if (thought.data() != null) {
      endThinking(out);
      PartInfo info = PartInfo.of(null, thought.extras());
      added(new Part.OpaqueThinking(new Opaque(thought.data(), issuer), info), out);
      return;
    }
    boolean opened = think(thought.key(), out);
    if (opened || !thought.text().isEmpty()) {
      out.accept(new ChatEvent.ThinkingDelta(choice, thinking, thought.text()));
    }
    if (!thought.extras().isEmpty()) {
      out.accept(new ChatEvent.PartExtras(choice, thinking, thought.extras()));
    }
    if (thought.signature() != null) {
      Opaque signature = new Opaque(thought.signature(), issuer);
      out.accept(new ChatEvent.Signature(choice, thinking, signature));
    }
  }

  /** Opens a thinking part and says true, unless the open one is meant: its key may come late. */
  private boolean think(@Nullable String key, Consumer<ChatEvent> out) {
    boolean same = thinking != NONE && (thinkingKey == null || thinkingKey.equals(key));
    if (thinking != NONE && !same && key != null) {
      endThinking(out);
    }
    thinkingKey = key == null ? thinkingKey : key;
    if (thinking != NONE) {
      return false;
    }
    endText(out);
    thinking = parts++;
    return true;
  }

  private void content(Part part, boolean whole, Consumer<ChatEvent> out) {
    if (part instanceof Part.Text said && said.info().equals(PartInfo.NONE)) {
      if (!said.text().isEmpty()) {
        if (whole) {
          endText(out);
        }
        out.accept(new ChatEvent.TextDelta(choice, text(out), said.text()));
        said.citations().forEach(c -> out.accept(new ChatEvent.CitationAdded(choice, text, c)));
      }
    } else if (part instanceof Part.Refusal said && said.info().equals(PartInfo.NONE)) {
      refusal(said.text(), out);
    } else if (part instanceof Part.Thinking said) {
      Opaque signature = said.signature();
      String value = signature == null ? null : signature.value();
      JsonFields rest = said.info().extras();
      thought(new ThinkingWords.Thought(null, said.text(), value, null, rest), out);
    } else {
      added(part, out);
    }
    if (whole) {
      endThinking(out);
    }
  }

  private void refusal(String said, Consumer<ChatEvent> out) {
    if (said.isEmpty()) {
      return;
    }
    endThinking(out);
    endText(out);
    if (refusal == NONE) {
      refusal = parts++;
    }
    refused = true;
    out.accept(new ChatEvent.RefusalDelta(choice, refusal, said));
  }

  private void audio(@Nullable Block said) {
    if (said == null) {
      return;
    }
    hasAudio = true;
    Block piece = Words.block(said.raw(), said.path());
    sound.append(piece.string("data", ""));
    transcript.append(piece.string("transcript", ""));
    audio = audio.and(piece.spokenRest());
  }

  private void call(ToolWords.Call call, Consumer<ChatEvent> out) {
    if (!call.isEmpty()) {
      endThinking(out);
      endText(out);
      parts = calls.read(call, parts, out);
    }
  }

  private void added(Part part, Consumer<ChatEvent> out) {
    endText(out);
    out.accept(new ChatEvent.PartAdded(choice, parts, part));
    out.accept(new ChatEvent.PartEnd(choice, parts));
    parts++;
  }

  private int text(Consumer<ChatEvent> out) {
    endThinking(out);
    if (text == NONE) {
      text = parts++;
    }
    return text;
  }

  private void endText(Consumer<ChatEvent> out) {
    text = end(text, out);
  }

  private void endThinking(Consumer<ChatEvent> out) {
    thinking = end(thinking, out);
    thinkingKey = null;
  }

  private int end(int part, Consumer<ChatEvent> out) {
    if (part != NONE) {
      out.accept(new ChatEvent.PartEnd(choice, part));
    }
    return NONE;
  }

  /** Ends what is open. */
  void close(Consumer<ChatEvent> out) {
    endThinking(out);
    endText(out);
    refusal = end(refusal, out);
    if (hasAudio) {
      added(heard(), out);
      hasAudio = false;
    }
    parts = calls.close(parts, out);
  }

  private Part heard() {
    RawJson id = audio.get("id").orElse(null);
    String said = transcript.isEmpty() ? null : transcript.toString();
    if (sound.isEmpty() && id != null) {
      return new Part.Audio(
          new MediaSource.FileRef(AudioWords.id(id)), said, AudioWords.info(audio.without("id")));
    }
    MediaSource data = new MediaSource.Base64("", sound.toString());
    return new Part.Audio(data, said, AudioWords.info(audio));
  }

  private void finish(String word, Consumer<ChatEvent> out) {
    close(out);
    finished = true;
    StopReason reason = Words.stopReason(word);
    if (reason == StopReason.END && calls.areAny()) {
      reason = StopReason.TOOL_CALLS;
    } else if (reason == StopReason.END && refused) {
      reason = StopReason.REFUSAL;
    }
    JsonFields told = logprobs.into(extras);
    if (!message.isEmpty()) {
      told = told.and(JsonFields.of(Words.PROTOCOL, Delta.MESSAGE, RawJson.object(message)));
    }
    if (reason == StopReason.OTHER) {
      told = told.and(JsonFields.of(Words.PROTOCOL, "finish_reason", RawJson.string(word)));
    }
    out.accept(new ChatEvent.Finish(choice, reason, null, told));
  }
}
