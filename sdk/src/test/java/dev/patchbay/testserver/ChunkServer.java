package dev.patchbay.testserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

/**
 * Streams events to thousands of connections from one thread. {@code /id} is answered with {@code
 * chunks} events, each written by itself, whose data is {@link #data}; no stream gets its first
 * event before as many as asked for are open at once.
 */
public final class ChunkServer implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final boolean chat;
  private final int chunks;
  private final int together;
  private final long gapNanos;
  private final Selector selector;
  private final ServerSocketChannel server;
  private final Queue<Stream> due = new ArrayDeque<>();
  private final List<Stream> held = new ArrayList<>();
  private volatile int mostOpen;
  private volatile boolean closed;

  /**
   * Listens on a free port.
   *
   * @param chunks events of each stream
   * @param together how many streams must be open before any event is sent; after that, none waits
   * @param gap between two events of one stream
   */
  public ChunkServer(int chunks, int together, Duration gap) {
    this(false, chunks, together, gap);
  }

  /**
   * A server that speaks OpenAI Chat Completions: the model asked for is the id of the stream, its
   * pieces are {@link #text}, a finish, usage and the terminator follow them.
   */
  public static ChunkServer chat(int chunks, int together, Duration gap) {
    return new ChunkServer(true, chunks, together, gap);
  }

  private ChunkServer(boolean chat, int chunks, int together, Duration gap) {
    this.chat = chat;
    this.chunks = chunks;
    this.together = together;
    gapNanos = gap.toNanos();
    try {
      selector = Selector.open();
      server = ServerSocketChannel.open();
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "chunk-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** The address of a stream. */
  public String url(int id) {
    return "http://127.0.0.1:" + server.socket().getLocalPort() + "/" + id;
  }

  /** The base URL, for a provider. */
  public String url() {
    return "http://127.0.0.1:" + server.socket().getLocalPort() + "/v1";
  }

  /** The text of one piece of a chat stream. */
  public static String text(String id, int chunk) {
    return Integer.toHexString((id + ":" + chunk).hashCode() * 31).repeat(3) + " ";
  }

  /** Data of an event of a stream: what a client must get, in this order. */
  public static String data(String id, int chunk) {
    String text = Integer.toHexString((id + ":" + chunk).hashCode() * 31);
    return "{\"id\":\"" + id + "\",\"n\":" + chunk + ",\"text\":\"" + text.repeat(12) + "\"}";
  }

  /** Most streams that were open at one time. */
  public int mostOpen() {
    return mostOpen;
  }

  private void serve() {
    try {
      while (!closed) {
        if (due.isEmpty()) {
          selector.select();
        } else {
          selector.select(1);
        }
        selector.selectedKeys().forEach(this::ready);
        selector.selectedKeys().clear();
        sendDue();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isValid() && key.isAcceptable()) {
        accept();
      } else if (key.isValid() && key.isReadable()) {
        ((Stream) key.attachment()).read();
      }
    } catch (IOException e) {
      key.cancel();
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = server.accept();
    while (channel != null) {
      channel.configureBlocking(false);
      channel.socket().setTcpNoDelay(true);
      channel.register(selector, SelectionKey.OP_READ, new Stream(channel));
      channel = server.accept();
    }
  }

  private void sendDue() {
    long now = System.nanoTime();
    for (int left = due.size(); left > 0; left--) {
      Stream stream = due.remove();
      if (now - stream.dueNanos < 0 || stream.send(now)) {
        due.add(stream);
      }
    }
  }

  private void hold(Stream stream) {
    held.add(stream);
    mostOpen = Math.max(mostOpen, held.size() + due.size());
    if (due.size() + held.size() >= together || mostOpen >= together) {
      due.addAll(held);
      held.clear();
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      server.close();
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One connection. */
  private final class Stream {
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(4096);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private String id = "";
    private int next;
    private long dueNanos;

    Stream(SocketChannel channel) {
      this.channel = channel;
    }

    void read() throws IOException {
      int count = channel.read(in);
      if (count < 0) {
        channel.close();
        return;
      }
      String request = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
      if (isWhole(request)) {
        in.clear();
        id = chat ? model(request) : path(request);
        next = 0;
        dueNanos = System.nanoTime();
        out = bytes(HEAD);
        channel.write(out);
        hold(this);
      }
    }

    private boolean isWhole(String request) {
      int head = request.indexOf("\r\n\r\n");
      return head >= 0 && (!chat || request.length() >= head + 4 + length(request));
    }

    private static int length(String request) {
      int at = request.toLowerCase(Locale.ROOT).indexOf("content-length:") + 15;
      return Integer.parseInt(request.substring(at, request.indexOf('\r', at)).strip());
    }

    private static String path(String request) {
      return request.substring(request.indexOf('/') + 1, request.indexOf(" HTTP"));
    }

    private static String model(String request) {
      int at = request.indexOf("\"model\":\"") + 9;
      return request.substring(at, request.indexOf('"', at));
    }

    /** Writes what is due; false when the stream is over. */
    boolean send(long now) {
      try {
        if (!out.hasRemaining()) {
          out = bytes(next < chunks ? event() : next == chunks ? "0\r\n\r\n" : "");
          next++;
          dueNanos = now + gapNanos;
        }
        channel.write(out);
        return next <= chunks || out.hasRemaining();
      } catch (IOException e) {
        return false;
      }
    }

    private String event() {
      String event = chat ? chatEvent() : "data: " + data(id, next) + "\n\n";
      return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    private String chatEvent() {
      String piece = chunk("{\"content\":\"" + text(id, next) + "\"}", "null", "null");
      return next < chunks - 1
          ? piece
          : piece
              + chunk("{}", "\"stop\"", "null")
              + chunk("{}", "null", "{\"prompt_tokens\":1,\"completion_tokens\":9}")
              + "data: [DONE]\n\n";
    }

    private String chunk(String delta, String finish, String usage) {
      return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\""
          + id
          + "\",\"choices\":[{\"index\":0,\"delta\":"
          + delta
          + ",\"finish_reason\":"
          + finish
          + "}],\"usage\":"
          + usage
          + "}\n\n";
    }

    private ByteBuffer bytes(String text) {
      return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
