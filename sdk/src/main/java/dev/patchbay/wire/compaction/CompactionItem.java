package dev.patchbay.wire.compaction;

import dev.patchbay.chat.Part;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.seal.Seal;
import dev.patchbay.seal.SealException;
import dev.patchbay.wire.OpaqueTag;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.UntranslatableException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * The item that stands for what was said before it. Ours holds a summary, sealed for one tenant;
 * another issuer's means something to that issuer alone.
 *
 * @param seal by whose key
 * @param place what a summary is sealed for
 */
record CompactionItem(Seal seal, String place) {
  /** The item's type; the second is what Codex calls it, too. */
  private static final Set<String> TYPES = Set.of("compaction", "compaction_summary");

  private static final String KIND = "COMPACTION";
  private static final String CONTENT = "encrypted_content";

  static CompactionItem of(Seal seal, String tenant) {
    return new CompactionItem(seal, "compaction/" + tenant);
  }

  /** True for such an item, whoever made it. */
  static boolean isOne(Part part) {
    return part instanceof Part.Unknown unknown
        && unknown.protocol().equals(Protocol.OPENAI_RESPONSES.id())
        && TYPES.contains(unknown.type());
  }

  /** The history is in an item that the target cannot read. */
  static UntranslatableException sealedElsewhere() {
    return new UntranslatableException(
        "compaction",
        "$.input: what was said before is in a compaction item that only its issuer can read: ask"
            + " there, or send the conversation itself");
  }

  /** The id of an item in an answer. */
  static String id(String responseId) {
    return "cmp_" + responseId.substring(responseId.indexOf('_') + 1);
  }

  /** An item that holds a summary. */
  RawJson sealed(String id, String summary) {
    String content = OpaqueTag.ofOurs(KIND, Json.utf8(seal.seal(summary, place)));
    return RawJson.of(
        Json.write(
            writer -> {
              writer.beginObject();
              writer.name("id").value(id);
              writer.name("type").value("compaction");
              writer.name(CONTENT).value(content);
              writer.endObject();
            }));
  }

  /** Such an item as a part of an answer. */
  Part.Unknown part(String responseId, String summary) {
    return new Part.Unknown(
        Protocol.OPENAI_RESPONSES.id(), "compaction", sealed(id(responseId), summary));
  }

  /**
   * The summary in an item of ours.
   *
   * @return empty if it is another issuer's
   * @throws BadJsonException if it is ours and does not open
   */
  Optional<String> opened(Part.Unknown item) {
    RawJson content = content(item.raw());
    return content.isString()
        ? OpaqueTag.ours(KIND, content.characters()).map(this::open)
        : Optional.empty();
  }

  private String open(byte[] sealed) {
    try {
      return seal.open(new String(sealed, StandardCharsets.UTF_8), place);
    } catch (SealException e) {
      throw new BadJsonException(
          "$.input[type=compaction]." + CONTENT,
          "This compaction item cannot be opened: "
              + why(e.reason())
              + ". Send it as it was given, or send the conversation itself");
    }
  }

  private static String why(SealException.Reason reason) {
    return switch (reason) {
      case PLAIN -> "it is not whole, or was made by a later version";
      case OTHER_KEY ->
          "it was sealed by another key: processes that serve the same clients need the same one";
      case CHANGED -> "it was changed, or made for somebody else";
    };
  }

  private static RawJson content(RawJson item) {
    return JsonFields.of(item).get(CONTENT).orElse(RawJson.NULL);
  }
}
