package dev.patchbay.wire.gemini;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Block;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decodes an upstream's whole answer. Stateless. */
final class ResponseDecoder {
  private ResponseDecoder() {}

  static ChatResponse decode(byte[] body, Issuer issuer) {
    Block block = Words.block(Words.compact(Json.read(body, Json::raw)), "$");
    Answer answer = Answer.read(block, issuer, "", index -> 0);
    if (answer.candidates().isEmpty() && !answer.blocked()) {
      throw new BadJsonException("$.candidates", "Expected candidates, found none");
    }
    List<Choice> choices = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (Candidate candidate : answer.candidates()) {
      if (seen.add(candidate.index())) {
        choices.add(choice(candidate));
      }
    }
    if (answer.blocked()) {
      choices.add(blocked());
    }
    UsageWords.Decoded told = answer.usage();
    return new ChatResponse(
        answer.id(),
        answer.model(),
        answer.created(),
        choices,
        told == null ? null : told.usage(),
        null,
        told == null ? answer.extras() : UsageWords.keep(answer.extras(), told.details()));
  }

  /** The answer to a prompt that was refused; why is among the answer's extras. */
  private static Choice blocked() {
    Message.Assistant nothing = new Message.Assistant(List.of());
    return new Choice(0, nothing, StopReason.CONTENT_FILTER, null, JsonFields.NONE);
  }

  private static Choice choice(Candidate candidate) {
    List<Part> parts = new ArrayList<>();
    for (Candidate.Piece piece : candidate.pieces()) {
      Part part = part(piece);
      if (!isNothing(part)) {
        parts.add(part);
      }
    }
    cite(parts, candidate.extras());
    Message.Assistant message = new Message.Assistant(parts);
    return new Choice(
        candidate.index(),
        message,
        Candidate.stopReason(candidate.finish(), !message.toolCalls().isEmpty()),
        null,
        Candidate.ended(candidate.finish(), candidate.extras()));
  }

  private static Part part(Candidate.Piece piece) {
    if (piece instanceof Candidate.Piece.Whole whole) {
      return whole.part();
    }
    Candidate.Piece.Fragment call = (Candidate.Piece.Fragment) piece;
    PartialArgs args = new PartialArgs();
    call.values().forEach(args::add);
    return new Part.ToolCall(
        call.id(), call.name(), args.json(), Part.ToolCall.Kind.FUNCTION, call.info());
  }

  /** True for a text that says nothing, not even by a signature. */
  static boolean isNothing(Part part) {
    return part instanceof Part.Text text && text.text().isEmpty() && isPlain(part);
  }

  /** True for a part on which nothing hangs: it may grow with the text of further frames. */
  static boolean isPlain(Part part) {
    return part.info().equals(PartInfo.NONE);
  }

  /** The sources are of the text that ends the answer. */
  private static void cite(List<Part> parts, JsonFields extras) {
    int last = parts.size() - 1;
    if (last >= 0 && parts.get(last) instanceof Part.Text text && isPlain(text)) {
      parts.set(
          last, new Part.Text(text.text(), Grounding.citations(extras, text.text()), text.info()));
    }
  }
}
