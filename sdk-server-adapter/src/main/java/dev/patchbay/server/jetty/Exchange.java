package dev.patchbay.server.jetty;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Outlet;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/** One request while it is answered. One thread answers; any may say that the client left. */
final class Exchange implements Outlet {
  /** A longer piece is written in several, so that no buffer of the system grows with it. */
  private static final int PIECE = 64 * 1024;

  private static final Duration LINGER = Duration.ofSeconds(2);

  private final Request request;
  private final Response response;
  private final RequestBody body;
  private final boolean bare;
  private volatile String caller = "";
  private long written;
  private long announced = Long.MAX_VALUE;
  private boolean headTold;
  private volatile Presence.@Nullable Watch watch;
  private volatile boolean last;
  // guarded by this
  private Answer.@Nullable Live live;
  private boolean gone;
  private boolean over;

  Exchange(Request request, Response response, RequestBody body) {
    this.request = request;
    this.response = response;
    this.body = body;
    this.bare = request.getMethod().equals("HEAD");
  }

  /** Answers. */
  void run(Calls calls, Presence presence) throws IOException {
    Answer answer = calls.answer(RequestCall.of(request, body), who -> caller = who.name());
    if (answer instanceof Answer.Whole whole) {
      write(whole);
    } else if (answer instanceof Answer.Live one) {
      write(one, presence);
    }
    end();
  }

  /** That its connection is closed from now on means nothing. */
  private synchronized void end() {
    over = true;
  }

  /** Refuses without asking anybody. */
  void refuse(Answer.Whole refusal) throws IOException {
    write(refusal);
  }

  /** The client left, or must. From any thread. */
  void leave() {
    Answer.Live running;
    synchronized (this) {
      if (over) {
        return;
      }
      gone = true;
      running = live;
    }
    if (running != null) {
      running.cancel();
    }
  }

  /** The server stops: an answer that comes live should end. From any thread. */
  void stop() {
    Answer.Live running;
    synchronized (this) {
      running = live;
    }
    if (running != null) {
      running.cancel();
    }
  }

  /** No further request is taken on this connection. From any thread. */
  void beLast() {
    last = true;
  }

  private void write(Answer.Whole whole) throws IOException {
    boolean unread = !body.isRead();
    last |= unread;
    tell(whole.status(), whole.headers());
    written = bare ? 0 : whole.body().length;
    send(true, ByteBuffer.wrap(whole.body()));
    if (unread) {
      body.drop(LINGER);
    }
  }

  private void write(Answer.Live one, Presence presence) throws IOException {
    attach(one);
    watch = watch(presence);
    try {
      one.writeTo(this);
    } catch (HeadIsAll e) {
      one.cancel();
    } catch (IOException | RuntimeException e) {
      one.cancel();
      throw e;
    } finally {
      unwatch();
    }
    if (isGone()) {
      throw new EofException("The client left");
    }
    if (!headTold) {
      throw new IllegalStateException("The answer of " + this + " has no head");
    }
    send(true, BufferUtil.EMPTY_BUFFER);
  }

  /** From now on the connection is read for the client's next request, and not for its leaving. */
  private void unwatch() {
    Presence.Watch watching = watch;
    if (watching == null) {
      return;
    }
    watching.close();
    if (watching.ateByte()) {
      closeAfterwards();
    }
  }

  /** Whether the client left. */
  synchronized boolean isGone() {
    return gone;
  }

  private void attach(Answer.Live one) {
    boolean late;
    synchronized (this) {
      live = one;
      late = gone;
    }
    if (late) {
      one.cancel();
    }
  }

  /** Null where leaving is told by the protocol, or a part of the body still waits to be read. */
  private Presence.@Nullable Watch watch(Presence presence) {
    return isVersionTwo() || !body.isRead()
        ? null
        : presence.watch(
            request.getConnectionMetaData().getConnection().getEndPoint(), this::leave);
  }

  private boolean isVersionTwo() {
    return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
  }

  private void closeAfterwards() {
    if (request.getConnectionMetaData().getConnection() instanceof HttpConnection connection) {
      connection.getGenerator().setPersistent(false);
    }
  }

  @Override
  public void head(int status, Map<String, String> headers) throws IOException {
    tell(status, headers);
    String length = headers.get("content-length");
    announced = length == null ? Long.MAX_VALUE : Long.parseLong(length);
    if (bare) {
      throw new HeadIsAll();
    }
    // Who waits for events wants to know that it may; other heads go with the first bytes.
    if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
      send(false, BufferUtil.EMPTY_BUFFER);
    }
  }

  private void tell(int status, Map<String, String> headers) {
    response.setStatus(status);
    headers.forEach(response.getHeaders()::put);
    if (last && !isVersionTwo()) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    headTold = true;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    if (written + bytes.length >= announced) {
      // With the last byte it was told to expect, a client may ask the next thing.
      unwatch();
    }
    for (int at = 0; at < bytes.length; at += PIECE) {
      send(false, ByteBuffer.wrap(bytes, at, Math.min(PIECE, bytes.length - at)));
    }
    written += bytes.length;
  }

  private void send(boolean end, ByteBuffer bytes) throws IOException {
    if (isGone()) {
      throw new EofException("The client left");
    }
    Content.Sink.write(response, end, bytes);
  }

  /** Ends the connection so that the client sees that something is missing. */
  void cut() {
    // All that tells the end of an answer in HTTP/1.0 is the end of the connection.
    EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
    if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0
        && end instanceof SocketChannelEndPoint socket) {
      try {
        socket.getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException e) {
        end.close(e);
      }
    }
  }

  int status() {
    return response.isCommitted() ? response.getStatus() : 0;
  }

  long written() {
    return written;
  }

  String caller() {
    return caller;
  }

  /** Without the query, which may hold a key. */
  @Override
  public String toString() {
    return request.getMethod() + " " + RequestCall.path(request);
  }

  /** Of what is asked for with HEAD, only the head is wanted. */
  private static final class HeadIsAll extends IOException {
    private static final long serialVersionUID = 1;
  }
}
