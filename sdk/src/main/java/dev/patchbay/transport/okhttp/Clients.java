package dev.patchbay.transport.okhttp;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Credentials;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The OkHttp clients of a transport: one, and one more for each proxy, all with the same pool and
 * dispatcher. They repeat nothing, follow nothing and time nothing: dispatch retries, a redirect is
 * a wrong base URL, and the call's own clock watches its phases. Thread-safe.
 */
final class Clients {
  /**
   * Idle connections kept: OkHttp's 5 are for an app with one server, not for a pool of providers.
   */
  private static final int IDLE_CONNECTIONS = 64;

  private static final long KEEP_ALIVE_MINUTES = 5;
  private static final int PROXY_AUTHENTICATION = 407;

  private final boolean owned;
  private final Supplier<OkHttpClient> basis;
  private final Map<String, OkHttpClient> byProxy = new ConcurrentHashMap<>();

  // written under the lock of this
  private volatile @Nullable OkHttpClient direct;

  private Clients(Supplier<OkHttpClient> basis, boolean owned) {
    this.basis = basis;
    this.owned = owned;
  }

  /** Made when it is first needed: reading the certificates alone takes a tenth of a second. */
  static Clients own() {
    return new Clients(Clients::plain, true);
  }

  /** As {@link #own}, for connections within a reach. */
  static Clients within(Reach reach) {
    return new Clients(() -> reach.over(plain().newBuilder()).build(), true);
  }

  static Clients sharing(OkHttpClient callers) {
    return new Clients(() -> callers, false);
  }

  private static OkHttpClient plain() {
    ConnectionPool pool =
        new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE_MINUTES, TimeUnit.MINUTES);
    try {
      return new OkHttpClient.Builder().connectionPool(pool).build();
    } catch (AssertionError e) { // what OkHttp says of a JVM whose trust store can't be read
      throw new IllegalArgumentException("TLS does not work in this JVM: " + e.getMessage(), e);
    }
  }

  private static OkHttpClient guarded(OkHttpClient client) {
    EventListener.Factory listeners = ConnectWatch.after(client.eventListenerFactory());
    ConnectionPool pool = client.connectionPool();
    return client
        .newBuilder()
        .eventListenerFactory(listeners)
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .authenticator(Authenticator.NONE)
        .cache(null)
        .cookieJar(CookieJar.NO_COOKIES)
        .connectTimeout(Duration.ZERO)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .callTimeout(Duration.ZERO)
        .addNetworkInterceptor(chain -> connected(chain, pool))
        .build();
  }

  private OkHttpClient direct() {
    OkHttpClient made = direct;
    return made == null ? make() : made;
  }

  private synchronized OkHttpClient make() {
    OkHttpClient made = direct;
    if (made == null) {
      made = guarded(basis.get());
      direct = made;
    }
    return made;
  }

  /**
   * Network interceptors run when the connection stands. A server that has closed one kept
   * connection has mostly closed all that are as old: OkHttp looks only at those that were idle for
   * 10 s, many servers close after 5, and the next try is not to meet the next of them.
   */
  private static okhttp3.Response connected(okhttp3.Interceptor.Chain chain, ConnectionPool pool)
      throws java.io.IOException {
    CallClock clock = chain.request().tag(CallClock.class);
    if (clock != null) {
      clock.connected();
    }
    try {
      return chain.proceed(chain.request());
    } catch (java.io.IOException e) {
      if (clock != null && !clock.hasNewConnection() && !chain.call().isCanceled()) {
        pool.evictAll();
      }
      throw e;
    }
  }

  /**
   * The client for a proxy, null for none.
   *
   * @throws IllegalArgumentException if it is no address of an HTTP proxy, or there can be none
   */
  OkHttpClient through(@Nullable String proxy) {
    if (proxy == null) {
      return direct();
    }
    OkHttpClient known = byProxy.get(proxy);
    return known != null ? known : byProxy.computeIfAbsent(proxy, this::derive);
  }

  private OkHttpClient derive(String proxy) {
    URI address = parse(proxy);
    if (!"http".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) {
      throw notAProxy();
    }
    int port = address.getPort() < 0 ? 80 : address.getPort();
    InetSocketAddress socket = InetSocketAddress.createUnresolved(address.getHost(), port);
    OkHttpClient.Builder builder = direct().newBuilder().proxy(new Proxy(Proxy.Type.HTTP, socket));
    if (address.getUserInfo() != null) {
      builder.proxyAuthenticator(login(address.getUserInfo()));
    }
    return builder.build();
  }

  private static URI parse(String proxy) {
    try {
      return URI.create(proxy);
    } catch (IllegalArgumentException e) {
      throw notAProxy();
    }
  }

  /** Without the address: it may hold a password. */
  private static IllegalArgumentException notAProxy() {
    return new IllegalArgumentException("A proxy must be given as http://host:port");
  }

  private static Authenticator login(String userInfo) {
    String[] parts = userInfo.split(":", 2);
    String credentials = Credentials.basic(parts[0], parts.length > 1 ? parts[1] : "");
    return (route, response) -> {
      boolean refused = response.request().header("Proxy-Authorization") != null;
      if (refused || response.code() != PROXY_AUTHENTICATION) {
        return null;
      }
      return response.request().newBuilder().header("Proxy-Authorization", credentials).build();
    };
  }

  /** Lets go of what is our own. */
  synchronized void close() {
    OkHttpClient made = direct;
    if (owned && made != null) {
      made.dispatcher().executorService().shutdown();
      made.connectionPool().evictAll();
    }
  }
}
