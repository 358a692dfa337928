package dev.patchbay.route;

import dev.patchbay.chat.Issuer;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Protocol;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What routing sees of a request. Immutable.
 *
 * @param model the model as typed; empty if the request names none
 * @param clientProtocol what the client speaks; null for a typed Java call
 * @param estimatedTokens estimate of the prompt, media by their rule; at least 0
 * @param maxOutputTokens limit of the answer; null if unset
 * @param needs what the model must be able to do
 * @param stream whether the caller wants a stream
 * @param sessionKey key of its session; null if none can be told
 * @param explicitSession true if the client gave that key, false if it is a hash of its first words
 * @param tenant who owns its sessions
 * @param caller who calls; null if unsaid
 * @param key id of the API key it came with; null if none
 * @param tags words for rules and budgets
 * @param providerPin only this provider; null for any
 * @param accountPin only this account, {@code provider/name}; null for any. Always a hard pin
 * @param hardPin true if the pin is of an object that exists only there, such as a stored file
 * @param softPin who wrote the opaque reasoning in the history: its provider is tried first; null
 *     if nobody did
 * @param allowedModels globs of the models the caller may use; empty for all
 * @param trimmableTokens what of the estimate is history that can be left out for a model that has
 *     no room for it
 */
public record RouteQuery(
    String model,
    @Nullable Protocol clientProtocol,
    long estimatedTokens,
    @Nullable Integer maxOutputTokens,
    Set<Capability> needs,
    boolean stream,
    @Nullable String sessionKey,
    boolean explicitSession,
    String tenant,
    @Nullable String caller,
    @Nullable String key,
    List<String> tags,
    @Nullable String providerPin,
    @Nullable String accountPin,
    boolean hardPin,
    @Nullable Issuer softPin,
    List<String> allowedModels,
    long trimmableTokens) {
  public RouteQuery {
    needs = Set.copyOf(needs);
    tags = List.copyOf(tags);
    allowedModels = List.copyOf(allowedModels);
  }

  /** A query of which nothing can be left out. */
  public RouteQuery(
      String model,
      @Nullable Protocol clientProtocol,
      long estimatedTokens,
      @Nullable Integer maxOutputTokens,
      Set<Capability> needs,
      boolean stream,
      @Nullable String sessionKey,
      boolean explicitSession,
      String tenant,
      @Nullable String caller,
      @Nullable String key,
      List<String> tags,
      @Nullable String providerPin,
      @Nullable String accountPin,
      boolean hardPin,
      @Nullable Issuer softPin,
      List<String> allowedModels) {
    this(
        model,
        clientProtocol,
        estimatedTokens,
        maxOutputTokens,
        needs,
        stream,
        sessionKey,
        explicitSession,
        tenant,
        caller,
        key,
        tags,
        providerPin,
        accountPin,
        hardPin,
        softPin,
        allowedModels,
        0);
  }

  /** The tokens a model must have room for, whatever is left out. */
  public long leastTokens() {
    return estimatedTokens - trimmableTokens;
  }

  /** Longest name of a model that is repeated to anybody. */
  private static final int SHOWN = 100;

  /** The model as it may stand in messages: one line, of bounded length. */
  public String shownModel() {
    return shown(model);
  }

  /** A name as a caller typed it, on one line and bounded: it must not forge lines of a log. */
  public static String shown(String name) {
    String head = name.length() > SHOWN ? name.substring(0, SHOWN) + "..." : name;
    StringBuilder line = new StringBuilder(head.length());
    head.codePoints().map(c -> isShown(c) ? c : '?').forEach(line::appendCodePoint);
    return line.toString();
  }

  private static boolean isShown(int c) {
    int type = Character.getType(c);
    return !Character.isISOControl(c)
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  /** A query that says only the model: what {@code plan("model")} asks. */
  public static RouteQuery of(String model) {
    return new RouteQuery(
        model, null, 0, null, Set.of(), false, null, false, "local", null, null, List.of(), null,
        null, false, null, List.of());
  }
}
