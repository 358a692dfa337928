package dev.patchbay.server.jetty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** Over HTTP/2, agreed on in the handshake or known before. */
final class VisitorOfTwo implements Visitor {
  private final Call call;
  private final CompletableFuture<BufferedSource> answer = new CompletableFuture<>();
  private final AtomicReference<Socket> connection;
  private final boolean closes;

  private VisitorOfTwo(Call call, AtomicReference<Socket> connection, boolean closes) {
    this.call = call;
    this.connection = connection;
    this.closes = closes;
  }

  static VisitorOfTwo ask(URI url, String json, boolean closes) {
    AtomicReference<Socket> connection = new AtomicReference<>();
    OkHttpClient.Builder client = new OkHttpClient.Builder().readTimeout(30, TimeUnit.SECONDS);
    if (url.getScheme().equals("https")) {
      client
          .sslSocketFactory(Listener.context().getSocketFactory(), Listener.trust())
          .hostnameVerifier((host, session) -> true);
    } else {
      client
          .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
          .socketFactory(new Remembering(connection));
    }
    RequestBody body = RequestBody.create(json, MediaType.get("application/json"));
    Request request = new Request.Builder().url(url.toString()).post(body).build();
    VisitorOfTwo visitor = new VisitorOfTwo(client.build().newCall(request), connection, closes);
    visitor.call.enqueue(visitor.listener());
    return visitor;
  }

  private Callback listener() {
    return new Callback() {
      @Override
      public void onResponse(Call call, Response response) {
        answer.complete(response.body().source());
      }

      @Override
      public void onFailure(Call call, IOException e) {
        answer.completeExceptionally(e);
      }
    };
  }

  @Override
  public void await(String text) throws Exception {
    BufferedSource source = answer.get(30, TimeUnit.SECONDS);
    Buffer seen = new Buffer();
    while (!seen.snapshot().utf8().contains(text)) {
      if (source.read(seen, 8192) < 0) {
        throw new IOException("ended after " + seen.readUtf8());
      }
    }
  }

  @Override
  public long leave() throws IOException {
    long left = System.nanoTime();
    if (closes) {
      connection.get().close();
    } else {
      call.cancel();
    }
    return left;
  }

  /** Hands out plain sockets and remembers the last one. */
  private static final class Remembering extends SocketFactory {
    private final AtomicReference<Socket> last;

    Remembering(AtomicReference<Socket> last) {
      this.last = last;
    }

    @Override
    public Socket createSocket() {
      Socket socket = new Socket();
      last.set(socket);
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }
  }
}
