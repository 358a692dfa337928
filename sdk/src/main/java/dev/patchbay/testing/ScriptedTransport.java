package dev.patchbay.testing;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.Transport;
import dev.patchbay.transport.TransportException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Scripted providers without sockets and without waiting: silence moves a manual clock on, and
 * where it would exceed a limit of the call it fails at once as it would over HTTP. Thread-safe.
 * What is measured by the machine's own clock (durations in traces, deadlines of calls, hedging)
 * does not see that time.
 */
public final class ScriptedTransport implements Transport {
  private static final String HOST = "http://scripted.test/";

  private final ManualClock clock;
  private final Map<String, ScriptedProvider> providers;

  private ScriptedTransport(ManualClock clock, List<ScriptedProvider> providers) {
    this.clock = clock;
    this.providers =
        providers.stream()
            .collect(Collectors.toUnmodifiableMap(ScriptedProvider::name, Function.identity()));
  }

  /**
   * Serves providers.
   *
   * @param clock is moved on by each silence
   */
  public static ScriptedTransport of(ManualClock clock, ScriptedProvider... providers) {
    return new ScriptedTransport(clock, List.of(providers));
  }

  /** The base URL of a provider, for both protocols. */
  public static String baseUrl(String provider) {
    return HOST + provider + "/v1";
  }

  @Override
  public HttpReply send(HttpCall call, CallScope scope, PhaseWatch watch) {
    SilentTime time = new SilentTime(call.limits(), watch, scope, clock);
    watch.sent();
    time.refuseIfCancelled(FailurePhase.CONNECTING);
    String path = URI.create(call.url()).getPath();
    String name = path.substring(1, Math.max(1, path.indexOf('/', 1)));
    ScriptedProvider provider = call.url().startsWith(HOST) ? providers.get(name) : null;
    if (provider == null) {
      throw new TransportException(
          FailureKind.NETWORK,
          FailurePhase.CONNECTING,
          "No scripted provider is served at " + call + "; there are " + providers.keySet());
    }
    watch.connected();
    Staged staged = provider.serve(path, lowerCase(call.headers()), call.body());
    time.pass(staged.headAfter(), FailurePhase.CONNECTING);
    if (staged.reset()) {
      throw new TransportException(
          FailureKind.NETWORK, FailurePhase.CONNECTING, "The scripted connection was reset");
    }
    return new ScriptedReply(staged, time);
  }

  private static Map<String, String> lowerCase(Map<String, String> headers) {
    return headers.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toLowerCase(Locale.ROOT),
                Map.Entry::getValue,
                (first, last) -> last));
  }

  @Override
  public void close() {}
}
