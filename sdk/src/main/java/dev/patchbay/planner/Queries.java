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
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What routing sees of a request, be it a value or a client's bytes. Pure. */
public final class Queries {
  /** The tenant of calls in process that name none. */
  public static final String LOCAL_TENANT = "local";

  /**
   * Headers in which clients say their session, first come first: Claude Code's, Codex's in both of
   * its spellings, and what gateways have made common.
   */
  private static final List<String> SESSION_HEADERS =
      List.of(
          "x-claude-code-session-id",
          "session-id",
          "session_id",
          "x-session-id",
          "x-session-affinity");

  /** Where a request names what the provider has cached of it (Gemini). */
  private static final String CACHED = "cachedContent";

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
    String stated = stated(options);
    Session session =
        session(stated, request.user(), request.cacheKey(), firstWords(request.messages()));
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
        options.key(),
        options.tags(),
        options.providerPin(),
        options.accountPin(),
        options.accountPin() != null || hasStoredFile(request),
        issuer(request.messages()),
        List.of());
  }

  /**
   * The query of a client's request.
   *
   * @param glance what its codec saw of it
   */
  public static RouteQuery of(WireRequest request, Glance glance) {
    CallOptions options = request.options();
    Session session =
        session(stated(request), glance.user(), glance.cacheKey(), glance.firstWords());
    return new RouteQuery(
        glance.model(),
        request.protocol(),
        TokenEstimate.of(glance.size()),
        glance.maxOutputTokens(),
        glance.needs(),
        glance.stream(),
        session.key,
        session.explicit,
        options.tenant() == null ? LOCAL_TENANT : options.tenant(),
        options.caller(),
        options.key(),
        options.tags(),
        options.providerPin(),
        options.accountPin(),
        options.accountPin() != null || glance.storedFile(),
        known(glance.issuer()),
        request.allowedModels());
  }

  /** About how many tokens a message has, media by their rule. */
  public static long tokens(Message message) {
    return TokenEstimate.of(message);
  }

  /**
   * The query of a request that got a history.
   *
   * @param own the query of the request as it came
   * @param whole the request with its history
   * @param trimmable tokens of the history that can be left out
   */
  public static RouteQuery withHistory(RouteQuery own, ChatRequest whole, long trimmable) {
    RouteQuery all = of(whole, own.stream());
    Set<Capability> needs = EnumSet.noneOf(Capability.class);
    needs.addAll(own.needs());
    needs.addAll(all.needs());
    return new RouteQuery(
        own.model(),
        own.clientProtocol(),
        all.estimatedTokens(),
        own.maxOutputTokens(),
        needs,
        own.stream(),
        own.sessionKey(),
        own.explicitSession(),
        own.tenant(),
        own.caller(),
        own.key(),
        own.tags(),
        own.providerPin(),
        own.accountPin(),
        own.hardPin() || all.hardPin(),
        own.softPin() == null ? all.softPin() : own.softPin(),
        own.allowedModels(),
        trimmable);
  }

  private static @Nullable Issuer known(@Nullable Issuer issuer) {
    return issuer == null || issuer.provider().isEmpty() ? null : issuer;
  }

  private record Session(@Nullable String key, boolean explicit) {}

  /** A conversation is a session, unless the caller says another. */
  private static @Nullable String stated(CallOptions options) {
    return options.sessionKey() != null ? options.sessionKey() : options.conversation();
  }

  private static @Nullable String stated(WireRequest request) {
    String given = stated(request.options());
    if (given != null) {
      return given;
    }
    for (String name : SESSION_HEADERS) {
      String value = request.headers().get(name);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }

  /** The first that exists: stated, Claude Code's, end user, cache key, first words. */
  private static Session session(
      @Nullable String stated,
      @Nullable String user,
      @Nullable String cacheKey,
      @Nullable String firstWords) {
    if (stated != null) {
      return new Session(stated, true);
    }
    if (user != null) {
      int mark = user.lastIndexOf(SESSION_MARK);
      return mark < 0
          ? new Session(user, false)
          : new Session(user.substring(mark + SESSION_MARK.length()), true);
    }
    if (cacheKey != null) {
      return new Session(cacheKey, false);
    }
    String hash = firstWords == null ? null : "first:" + Long.toHexString(Hash.of(firstWords));
    return new Session(hash, false);
  }

  private static @Nullable String firstWords(List<Message> messages) {
    for (Message message : messages) {
      if (message instanceof Message.User) {
        String text = message.text();
        return text.substring(0, Math.min(text.length(), Glance.HEAD));
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

  /** A file stored at a provider, or what it has cached: only there its id means anything. */
  private static boolean hasStoredFile(ChatRequest request) {
    if (request.extrasOf(Protocol.GEMINI.id()).get(CACHED).isPresent()) {
      return true;
    }
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
        Issuer issuer = opaque == null ? null : known(opaque.issuer());
        if (issuer != null) {
          return issuer;
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
