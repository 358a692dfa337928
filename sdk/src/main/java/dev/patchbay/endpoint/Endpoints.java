package dev.patchbay.endpoint;

import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.Provider;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Protocol;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From a base URL to the URL of a call. Base URLs are taken as people write them: with or without a
 * trailing slash, the version, or the operation ({@code …/chat/completions}). A base URL that names
 * the operation is taken as it is; to any other without a version the provider's own is added.
 * Pure.
 */
public final class Endpoints {
  private static final Pattern VERSION = Pattern.compile("v\\d+(alpha|beta)?\\d*");
  private final Catalogue catalogue;

  /** Knows the providers' own paths from a catalogue. */
  public Endpoints(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The URL of a call.
   *
   * @param model the model as it is sent, for providers that want it in the path
   * @throws IllegalArgumentException if the base URL still has a part only the user knows, or the
   *     provider does not speak the protocol
   */
  public String url(Provider provider, Protocol protocol, String model, Endpoint endpoint) {
    String path =
        AzureForm.classic(provider) ? AzureForm.operation(endpoint.path()) : endpoint.path();
    return baseFor(provider, protocol, model).join(path).text();
  }

  private Url baseFor(Provider provider, Protocol protocol, String model) {
    String given = provider.protocols().get(protocol);
    if (given == null) {
      throw new IllegalArgumentException(provider.id() + " does not speak " + protocol.id());
    }
    if (given.indexOf('{') >= 0) {
      throw new IllegalArgumentException(
          String.format(
              "%s needs its base URL: set providers.%s.base-url or %s_BASE_URL (such as %s)",
              provider.id(), provider.id(), provider.envPrefix(), given));
    }
    Url base = Url.of(given);
    return AzureForm.isAzure(provider)
        ? AzureForm.base(provider, protocol, model, base)
        : versioned(provider, protocol, base);
  }

  private Url versioned(Provider provider, Protocol protocol, Url base) {
    Url cut = base.cut(operation(protocol));
    if (!cut.equals(base) && protocol != Protocol.GEMINI) {
      return cut;
    }
    boolean hasVersion =
        protocol == Protocol.ANTHROPIC_MESSAGES
            ? VERSION.matcher(cut.lastSegment()).matches()
            : cut.hasSegment(VERSION);
    return hasVersion ? cut : withOwnPath(provider, protocol, cut);
  }

  /** Adds the version as the provider's own base URL has it; that URL itself, if it is its host. */
  private Url withOwnPath(Provider provider, Protocol protocol, Url base) {
    String own =
        catalogue.provider(provider.type()).map(row -> row.protocols().get(protocol)).orElse(null);
    if (own == null || protocol == Protocol.ANTHROPIC_MESSAGES) {
      return base.join(usualVersion(protocol));
    }
    Url row = Url.of(own);
    return row.text().startsWith(base.text() + "/") ? row : base.join(row.fromSegment(VERSION));
  }

  /**
   * What a row speaks, and where, once the user has written a base URL for it. Protocols whose own
   * base URL differs from that of the one meant are left out: a request must not go to the vendor
   * when the user has named another place.
   *
   * @param meant the protocol the user set; null to tell it by the URL, else the row's first
   */
  public static Map<Protocol, String> rebase(
      Map<Protocol, String> own, @Nullable Protocol meant, String baseUrl) {
    Protocol main = meant == null ? told(own, baseUrl) : meant;
    Map<Protocol, String> rebased = new LinkedHashMap<>();
    own.forEach(
        (protocol, url) -> {
          if (protocol == main || meant == null && sameBase(own, main, url, baseUrl)) {
            rebased.put(protocol, baseUrl);
          }
        });
    rebased.putIfAbsent(main, baseUrl);
    if (main == Protocol.GEMINI && meant == null && own.containsKey(Protocol.OPENAI_CHAT)) {
      rebased.put(Protocol.OPENAI_CHAT, openAiLayer(baseUrl));
    }
    return rebased;
  }

  private static boolean sameBase(
      Map<Protocol, String> own, Protocol main, String url, String baseUrl) {
    return url.equals(own.get(main)) && !namesOperation(baseUrl);
  }

  private static boolean namesOperation(String baseUrl) {
    Url url = Url.of(baseUrl);
    return Arrays.stream(Protocol.values()).anyMatch(protocol -> url.endsWith(operation(protocol)));
  }

  private static Protocol told(Map<Protocol, String> own, String baseUrl) {
    Url url = Url.of(baseUrl);
    if (url.endsWith("/v1beta/openai") || url.endsWith("/chat/completions")) {
      return Protocol.OPENAI_CHAT;
    }
    if (url.endsWith("/messages") || url.endsWith("/anthropic") || url.endsWith("/anthropic/v1")) {
      return Protocol.ANTHROPIC_MESSAGES;
    }
    return url.endsWith("/responses") ? Protocol.OPENAI_RESPONSES : own.keySet().iterator().next();
  }

  private static String openAiLayer(String baseUrl) {
    Url url = Url.of(baseUrl);
    return (url.hasSegment(VERSION) ? url : url.join("/v1beta")).join("/openai").text();
  }

  private static String operation(Protocol protocol) {
    return switch (protocol) {
      case OPENAI_CHAT -> "/chat/completions";
      case OPENAI_RESPONSES -> "/responses";
      case ANTHROPIC_MESSAGES -> "/messages";
      case GEMINI -> "/models";
    };
  }

  private static String usualVersion(Protocol protocol) {
    return protocol == Protocol.GEMINI ? "/v1beta" : "/v1";
  }
}
