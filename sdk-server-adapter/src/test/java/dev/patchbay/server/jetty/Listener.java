package dev.patchbay.server.jetty;

import dev.patchbay.secret.Secret;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.FaultJson;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.TlsConfig;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;

/** An HTTP server of a test, and ways to reach it. */
final class Listener implements AutoCloseable {
  static final String PASSWORD = "changeit";

  /** What answers; as the front does, it tells its faults itself. */
  interface Plan {
    Answer answer(Call call) throws IOException;
  }

  final HttpServer server;

  private Listener(HttpServer server) {
    this.server = server;
  }

  static Listener of(Plan plan) {
    return of(ServerConfig.DEFAULT, Limits.DEFAULT, plan);
  }

  static Listener secure(Plan plan) {
    return of(config(new TlsConfig(keystore(), Secret.of(PASSWORD))), Limits.DEFAULT, plan);
  }

  static Listener of(ServerConfig config, Limits limits, Plan plan) {
    return new Listener(
        HttpServer.start(
            config.withPort(0),
            limits,
            (call, admitted) -> {
              try {
                return plan.answer(call);
              } catch (Fault fault) {
                return FaultJson.of(fault);
              }
            }));
  }

  static ServerConfig config(TlsConfig tls) {
    return new ServerConfig("127.0.0.1", 0, 1 << 20, List.of(), tls, false, Duration.ofSeconds(5));
  }

  URI url(String path) {
    return server.address().resolve(path);
  }

  Request.Builder request(String path) {
    return new Request.Builder().url(url(path).toString());
  }

  Socket plain() throws IOException {
    Socket socket = new Socket("127.0.0.1", server.address().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  Socket tls() throws IOException {
    Socket socket =
        context().getSocketFactory().createSocket("127.0.0.1", server.address().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** A client of HTTP/2 without TLS, or of either with it. */
  OkHttpClient client() {
    OkHttpClient.Builder client = new OkHttpClient.Builder().readTimeout(30, TimeUnit.SECONDS);
    if (server.address().getScheme().equals("https")) {
      return client
          .sslSocketFactory(context().getSocketFactory(), trust())
          .hostnameVerifier((host, session) -> true)
          .build();
    }
    return client.protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
  }

  static SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new X509TrustManager[] {trust()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static X509TrustManager trust() {
    try {
      KeyStore store = KeyStore.getInstance(keystore().toFile(), PASSWORD.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      KeyStore certificates = KeyStore.getInstance("PKCS12");
      certificates.load(null, null);
      certificates.setCertificateEntry("server", store.getCertificate("server"));
      trust.init(certificates);
      return (X509TrustManager) trust.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A certificate of this machine's, made once a JVM by the JDK's own tool. */
  static synchronized Path keystore() {
    Path file = Path.of("target", "test-keystore-" + ProcessHandle.current().pid() + ".p12");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        int exit =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=ip:127.0.0.1,dns:localhost",
                    "-validity",
                    "3650",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
          throw new IllegalStateException("keytool ended with " + exit);
        }
      }
      return file;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
