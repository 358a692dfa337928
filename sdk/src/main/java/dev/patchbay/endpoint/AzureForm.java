package dev.patchbay.endpoint;

import dev.patchbay.provider.Provider;
import dev.patchbay.wire.Protocol;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The two forms of Azure's URLs. The v1 form ({@code …/openai/v1/chat/completions}) has the
 * deployment in the body; the classic one has it in the path, and a dated {@code api-version}. It
 * is classic when the user says so: by a dated version, or by a base URL of that form. Source:
 * Microsoft, "Azure OpenAI in Microsoft Foundry Models REST API reference" and "API lifecycle".
 */
final class AzureForm {
  private static final Pattern DATED = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-preview)?");
  private static final String DEPLOYMENTS = "/openai/deployments/";

  private static final String CHAT = "chat/completions";

  /** The last generally available dated version. */
  private static final String LAST_DATED = "2024-10-21";

  private AzureForm() {}

  static boolean isAzure(Provider provider) {
    return provider.type().equals("azure");
  }

  /** True if calls take the classic form. */
  static boolean classic(Provider provider) {
    String url = provider.protocols().get(Protocol.OPENAI_CHAT);
    return isAzure(provider)
        && (dated(provider.apiVersion()) || (url != null && (url + "/").contains(DEPLOYMENTS)));
  }

  private static boolean dated(@Nullable String version) {
    return version != null && DATED.matcher(version).matches();
  }

  /**
   * The operation alone. An encoder's path may hold deployment and version too, but it knows
   * neither the deployment a base URL names nor the version the user wants.
   */
  static String operation(String path) {
    String bare = path.indexOf('?') < 0 ? path : path.substring(0, path.indexOf('?'));
    return bare.endsWith(CHAT) ? CHAT : bare;
  }

  /** Where the operation's path is to be appended. */
  static Url base(Provider provider, Protocol protocol, String model, Url given) {
    Url base = given.cut("/chat/completions").cut("/responses");
    String version = provider.apiVersion();
    if (!classic(provider)) {
      Url v1 = base.cut("/v1").cut("/openai").join("/openai/v1");
      return version == null ? v1 : v1.with("api-version=" + version);
    }
    Url place =
        protocol == Protocol.OPENAI_CHAT ? deployment(base, model) : root(base).join("/openai");
    return place.query().contains("api-version=") && version == null
        ? place
        : place.with("api-version=" + (version == null ? LAST_DATED : version));
  }

  /**
   * A deployment in the base URL is the only one there is; else the model names it, also where the
   * URL ends with the place of all of them.
   */
  private static Url deployment(Url base, String model) {
    return base.path().contains(DEPLOYMENTS) ? base : root(base).join(DEPLOYMENTS + encoded(model));
  }

  private static Url root(Url base) {
    int at = (base.path() + "/").indexOf(DEPLOYMENTS);
    return at < 0
        ? base.cut("/v1").cut("/openai")
        : new Url(base.path().substring(0, at), base.query());
  }

  private static String encoded(String model) {
    return URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
