package dev.patchbay.planner;

import dev.patchbay.provider.CatalogueRow.CatchAll;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.ModelNames;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.Provider.ServedModel;
import dev.patchbay.provider.ProviderTable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A provider named in front of the model: {@code groq:llama-3.3-70b}. Immutable.
 *
 * @param id of a known provider, enabled or not
 * @param separator {@code :} or {@code /}
 * @param rest the model, to be sent as it is
 */
record Prefix(String id, char separator, String rest) {

  /**
   * How a local server writes the variants of a model: {@code 7b}, {@code 8x7b-instruct-q4_0},
   * {@code v0.3}, {@code latest}. Sizes, versions and the words of Ollama's library.
   */
  private static final Pattern TAG =
      Pattern.compile(
          "(?:e?\\d+(?:x\\d+)?(?:\\.\\d+)?[bm]|v\\d+(?:\\.\\d+)*|q\\d\\w*|fp16|latest|instruct|chat|text)"
              + "(?:-[\\w.-]*)?",
          Pattern.CASE_INSENSITIVE);

  /** The prefix of what was typed; null if it is a plain name. */
  static @Nullable Prefix of(Draft draft) {
    Prefix colon = split(draft.model, ':');
    if (colon != null && colon.names(draft) && !isListed(draft)) {
      return colon;
    }
    Prefix slash = split(draft.model, '/');
    return slash != null && slash.names(draft) && !slashBelongsToName(draft) ? slash : null;
  }

  private static @Nullable Prefix split(String model, char separator) {
    int at = model.indexOf(separator);
    return at <= 0 || at == model.length() - 1
        ? null
        : new Prefix(model.substring(0, at), separator, model.substring(at + 1));
  }

  /** True if the id is a provider's, and the provider has the better right to it than a name. */
  private boolean names(Draft draft) {
    ProviderTable table = draft.tables.providers();
    Provider provider = table.known(id).orElse(null);
    return provider != null && (!yields(draft, provider) || serves(table, provider));
  }

  /**
   * Local servers have such names themselves: {@code mistral:7b} is Ollama's, and vLLM's {@code
   * openai/gpt-oss-20b} is its own, unless the provider lists or claims what follows. After a colon
   * only a tag can be meant: {@code groq:some-new-model} is never sent elsewhere. A local server's
   * own prefix never yields.
   */
  private boolean yields(Draft draft, Provider provider) {
    if (provider.local() || (separator == ':' && !TAG.matcher(rest).matches())) {
      return false;
    }
    for (Provider enabled : draft.tables.providers().enabled()) {
      if (enabled.local() && enabled.mode() != DispatchMode.OFF) {
        return true;
      }
    }
    return false;
  }

  private boolean serves(ProviderTable table, Provider provider) {
    return table.lists(provider, rest) || table.claimsFamily(provider, rest);
  }

  private static boolean isListed(Draft draft) {
    ProviderTable table = draft.tables.providers();
    for (Provider provider : table.enabled()) {
      if (provider.mode() != DispatchMode.OFF
          && (table.listsExactly(provider, draft.model) || hasColonGlob(provider, draft.model))) {
        return true;
      }
    }
    return false;
  }

  /** A glob such as {@code *} is no name with a colon: it takes no prefix away. */
  private static boolean hasColonGlob(Provider provider, String model) {
    for (ServedModel served : provider.models()) {
      if (served.name().indexOf(':') >= 0 && ModelNames.matches(served.name(), model)) {
        return true;
      }
    }
    return false;
  }

  /** Names with a slash are common: where anybody may take them, the slash is part of the name. */
  private static boolean slashBelongsToName(Draft draft) {
    ProviderTable table = draft.tables.providers();
    for (Provider provider : table.enabled()) {
      if (provider.mode() != DispatchMode.OFF) {
        CatchAll catchAll = table.catchAll(provider);
        if (catchAll == CatchAll.ALWAYS
            || catchAll == CatchAll.SLASH
            || table.lists(provider, draft.model)
            || table.sameAs(provider, draft.model).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }
}
