package dev.patchbay.wire.gemini;

import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one frame says of one candidate, or a whole answer of it. Reading it touches no state.
 * Immutable.
 *
 * @param whole true for a whole answer, false for a piece of one
 * @param finish the protocol's word for why it ended; null if it did not
 * @param extras what else is said of it
 */
record Delta(
    int index, boolean whole, List<Piece> pieces, @Nullable String finish, JsonFields extras) {

  /** A part, or a piece of one. */
  sealed interface Piece {
    /** A part that came whole. */
    record Whole(Part part) implements Piece {}

    /**
     * Some of a call's arguments, as Vertex streams them.
     *
     * @param name empty but for the first
     * @param more false for the last
     */
    record Fragment(
        String id, String name, PartInfo info, List<PartialArgs.Value> values, boolean more)
        implements Piece {}
  }

  /**
   * Reads one.
   *
   * @param whole true if it is all that will be said of the candidate
   * @param seed what tells this answer from others, for calls without an id
   * @param calls how many calls a candidate has made before
   */
  static Delta read(
      Block candidate, boolean whole, Issuer issuer, String seed, IntUnaryOperator calls) {
    Integer place = candidate.integer("index");
    int index = place == null ? 0 : place;
    Block content = Words.object(candidate, "content");
    List<Piece> pieces = new ArrayList<>();
    if (content != null) {
      int call = calls.applyAsInt(index);
      for (Block block : Words.objects(content, "parts")) {
        Piece piece = piece(block, issuer, seed + "/" + index + "/" + call);
        pieces.add(piece);
        call += isCall(piece) ? 1 : 0;
      }
    }
    String finish = candidate.string(Words.FINISH);
    return new Delta(index, whole, pieces, finish, candidate.spokenRest());
  }

  private static boolean isCall(Piece piece) {
    return piece instanceof Piece.Whole whole
        ? whole.part() instanceof Part.ToolCall
        : !((Piece.Fragment) piece).name().isEmpty();
  }

  private static Piece piece(Block block, Issuer issuer, String seed) {
    RawJson raw = block.peek(PartDecoder.CALL);
    if (raw == null) {
      return new Piece.Whole(PartDecoder.decode(block, issuer, seed));
    }
    Block call = Words.block(raw, block.path() + "." + PartDecoder.CALL);
    boolean more = Boolean.TRUE.equals(call.flag("willContinue"));
    boolean partial = more || call.has("partialArgs") || !call.has("name");
    Part part = PartDecoder.decode(block, issuer, seed);
    if (!partial || !(part instanceof Part.ToolCall whole)) {
      return new Piece.Whole(part);
    }
    List<PartialArgs.Value> values = new ArrayList<>();
    for (Block value : Words.objects(call, "partialArgs")) {
      values.add(PartialArgs.read(value));
    }
    PartInfo info = whole.info().withExtras(whole.info().extras().without(PartDecoder.CALL));
    return new Piece.Fragment(whole.id(), whole.name(), info, values, more);
  }
}
