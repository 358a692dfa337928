package dev.patchbay.planner;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.wire.Capability;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What routing sees of a typed request. Pure. */
public final class Queries {
  /** The tenant of calls in process that name none. */
  public static final String LOCAL_TENANT = "local";

  /** How much of the first message tells sessions apart. */
  private static final int HASHED = 8_192;

  /** Claude Code puts its session behind this into the user's id. */
  private static final String SESSION_MARK = "_session_";

  private Queries() {}

  /**
   * The query of a typed request.
   *
   * @param stream whether the caller wants a stream
   */
  public static RouteQuery of(ChatRequest request, boolean stream) {
    CallOptions options = request.options();
    Session session = session(request);
    return new RouteQuery(
        request.model(),
        null,
        TokenEstimate.of(request),
        request.maxOutputTokens(),
        needs(request),
        stream,
        session.key,
        session.explicit,
        options.tenant() == null ? LOCAL_TENANT : options.tenant(),
        options.caller(),
        options.tags(),
        options.providerPin(),
        options.accountPin(),
        options.accountPin() != null || hasStoredFile(request),
        issuer(request.messages()),
        List.of());
  }

  private record Session(@Nullable String key, boolean explicit) {}

  /** The first that exists: stated, Claude Code's, end user, cache key, first words. */
  private static Session session(ChatRequest request) {
    String stated = request.options().sessionKey();
    if (stated != null) {
      return new Session(stated, true);
    }
    String user = request.user();
    if (user != null) {
      int mark = user.lastIndexOf(SESSION_MARK);
      return mark < 0
          ? new Session(user, false)
          : new Session(user.substring(mark + SESSION_MARK.length()), true);
    }
    if (request.cacheKey() != null) {
      return new Session(request.cacheKey(), false);
    }
    return new Session(firstWords(request.messages()), false);
  }

  private static @Nullable String firstWords(List<Message> messages) {
    for (Message message : messages) {
      if (message instanceof Message.User) {
        String text = message.text();
        String head = text.substring(0, Math.min(text.length(), HASHED));
        return "first:" + Long.toHexString(Hash.of(head));
      }
    }
    return null;
  }

  private static Set<Capability> needs(ChatRequest request) {
    Set<Capability> needs = EnumSet.noneOf(Capability.class);
    if (!request.tools().isEmpty()) {
      needs.add(Capability.TOOLS);
    }
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema) {
      needs.add(Capability.JSON_SCHEMA);
    }
    if (request.reasoning() != null && request.reasoning().asksForThinking()) {
      needs.add(Capability.REASONING);
    }
    for (Message message : request.messages()) {
      message.parts().forEach(part -> need(message, part, needs));
    }
    return needs;
  }

  private static void need(Message message, Part part, Set<Capability> needs) {
    if (part instanceof Part.Image) {
      needs.add(Capability.VISION);
    } else if (part instanceof Part.Document document && !isText(document.source())) {
      needs.add(Capability.PDF);
    } else if (part instanceof Part.Audio && message instanceof Message.User) {
      needs.add(Capability.AUDIO_IN);
    } else if (part instanceof Part.ToolCall) {
      needs.add(Capability.TOOLS);
    }
  }

  /** A file stored at a provider: only there its id means anything. */
  private static boolean hasStoredFile(ChatRequest request) {
    for (Message message : request.messages()) {
      for (Part part : message.parts()) {
        boolean stored =
            (part instanceof Part.Image image && image.source() instanceof MediaSource.FileRef)
                || (part instanceof Part.Document document
                    && document.source() instanceof MediaSource.FileRef);
        if (stored) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isText(MediaSource source) {
    return source instanceof MediaSource.PlainText
        || (source instanceof MediaSource.Base64 data && data.mediaType().startsWith("text/"));
  }

  /** Who wrote the newest opaque value of the history; null if nobody known did. */
  private static @Nullable Issuer issuer(List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      List<Part> parts = messages.get(i).parts();
      for (int j = parts.size() - 1; j >= 0; j--) {
        Opaque opaque = opaque(parts.get(j));
        if (opaque != null && !opaque.issuer().provider().isEmpty()) {
          return opaque.issuer();
        }
      }
    }
    return null;
  }

  private static @Nullable Opaque opaque(Part part) {
    if (part instanceof Part.Thinking thinking) {
      return thinking.signature();
    }
    return part instanceof Part.OpaqueThinking secret ? secret.data() : part.info().signature();
  }
}
