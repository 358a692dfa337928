package dev.patchbay.wire.openai;

import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.reading.AnswerEvents;
import dev.patchbay.wire.reading.ChoiceEvents;
import dev.patchbay.wire.reading.PartEvents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One choice while its deltas come in. One thread. */
final class ChoiceReader {
  private final ChoiceEvents choice;
  private final Issuer issuer;
  private final CallReader calls;
  private final Logprobs logprobs = new Logprobs();
  private final StringBuilder sound = new StringBuilder();
  private final StringBuilder transcript = new StringBuilder();
  private JsonFields audio = JsonFields.NONE;
  private boolean hasAudio;
  private JsonFields extras = JsonFields.NONE;
  private JsonFields message = JsonFields.NONE;
  private @Nullable PartEvents thinking;
  private @Nullable String thinkingKey;

  /**
   * @param seed what tells this choice from others, for calls that come without an id
   */
  ChoiceReader(ChoiceEvents choice, Issuer issuer, String seed) {
    this.choice = choice;
    this.issuer = issuer;
    this.calls = new CallReader(choice, seed);
  }

  /**
   * The parts of a message in a request, which has the form of an answer's.
   *
   * @param seed what tells it from others, for calls that come without an id
   */
  static List<Part> parts(Delta message, String seed) {
    ChatFold fold = new ChatFold();
    AnswerEvents events = new AnswerEvents(Words.PROTOCOL);
    events.to(fold::add);
    ChoiceReader reader = new ChoiceReader(events.choice(0), Words.CLIENT, seed + "/0");
    reader.read(message);
    reader.close();
    return fold.response().message().parts();
  }

  void read(Delta delta) {
    if (choice.finished()) {
      return;
    }
    delta.thoughts().forEach(this::thought);
    for (Part part : delta.content()) {
      content(part, delta.whole());
    }
    refusal(delta.refusal());
    delta.citations().forEach(c -> choice.current(PartEvents.Kind.TEXT).citation(c));
    audio(delta.audio());
    delta.images().forEach(choice::added);
    delta.calls().forEach(this::call);
    extras = extras.and(logprobs.add(delta.choiceExtras()));
    message = message.and(delta.extras());
    if (delta.finish() != null) {
      finish(delta.finish());
    }
  }

  private void thought(ThinkingWords.Thought thought) {
    if (thought.data() != null) {
      PartInfo info = PartInfo.of(null, thought.extras());
      choice.added(new Part.OpaqueThinking(new Opaque(thought.data(), issuer), info));
      return;
    }
    PartEvents part = thinking(thought.key());
    part.more(thought.text());
    part.extras(thought.extras());
    if (thought.signature() != null) {
      part.signature(new Opaque(thought.signature(), issuer));
    }
  }

  /** The current reasoning, or a new one if another key is meant; its key may come late. */
  private PartEvents thinking(@Nullable String key) {
    PartEvents part = choice.current(PartEvents.Kind.THINKING);
    if (part != thinking) {
      thinkingKey = null;
    } else if (key != null && thinkingKey != null && !key.equals(thinkingKey)) {
      choice.endCurrent();
      part = choice.current(PartEvents.Kind.THINKING);
    }
    thinking = part;
    thinkingKey = key == null ? thinkingKey : key;
    return part;
  }

  private void content(Part part, boolean whole) {
    boolean plain = part.info().equals(PartInfo.NONE);
    if (plain && part instanceof Part.Text said) {
      text(said, whole);
    } else if (plain && part instanceof Part.Refusal said) {
      refusal(said.text());
    } else if (part instanceof Part.Thinking said) {
      Opaque signature = said.signature();
      String value = signature == null ? null : signature.value();
      JsonFields rest = said.info().extras();
      thought(new ThinkingWords.Thought(null, said.text(), value, null, rest));
      if (whole) {
        choice.endCurrent();
      }
    } else {
      choice.added(part);
    }
  }

  /** Texts of a whole message stand apart, as it wrote them. */
  private void text(Part.Text said, boolean whole) {
    if (said.text().isEmpty()) {
      return;
    }
    if (whole) {
      choice.endCurrent();
    }
    PartEvents part = choice.current(PartEvents.Kind.TEXT);
    part.more(said.text());
    said.citations().forEach(part::citation);
  }

  private void refusal(String said) {
    if (!said.isEmpty()) {
      choice.current(PartEvents.Kind.REFUSAL).more(said);
    }
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

  private void call(ToolWords.Call call) {
    if (!call.isEmpty()) {
      choice.endCurrent();
      calls.read(call);
    }
  }

  /** Tells what waited, and ends what is open. */
  void close() {
    choice.endCurrent();
    if (hasAudio) {
      choice.added(heard());
      hasAudio = false;
    }
    calls.close();
    choice.close();
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

  private void finish(String word) {
    close();
    StopReason reason = StopWords.reason(word, choice);
    JsonFields told = logprobs.into(extras);
    if (!message.isEmpty()) {
      told = told.and(JsonFields.of(Words.PROTOCOL, Delta.MESSAGE, RawJson.object(message)));
    }
    choice.finish(reason, null, told.and(StopWords.extras(word)));
  }
}
