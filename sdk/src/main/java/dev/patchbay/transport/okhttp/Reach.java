package dev.patchbay.transport.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;
import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/**
 * Keeps a client from connecting to addresses it may not ask. A name's addresses are filtered when
 * it is resolved; and each socket looks at the one it connects to, which no name, no form of an
 * address and no second answer of a name server gets around. Immutable.
 */
final class Reach {
  private final Predicate<InetAddress> allowed;
  private final Dns names;

  Reach(Predicate<InetAddress> allowed, Dns names) {
    this.allowed = allowed;
    this.names = names;
  }

  /** A proxy would connect in its place, to whatever it is told. */
  OkHttpClient.Builder over(OkHttpClient.Builder client) {
    return client.proxy(Proxy.NO_PROXY).dns(this::lookup).socketFactory(new Sockets());
  }

  private List<InetAddress> lookup(String name) throws UnknownHostException {
    List<InetAddress> open = names.lookup(name).stream().filter(allowed).toList();
    if (open.isEmpty()) {
      throw refused();
    }
    return open;
  }

  /** As of a name that does not exist: who asks learns no more of one that does. */
  private static UnknownHostException refused() {
    return new UnknownHostException("no address that may be asked");
  }

  private final class Sockets extends SocketFactory {
    @Override
    public Socket createSocket() {
      return new Guarded();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int local)
        throws IOException {
      return createSocket(InetAddress.getByName(host), port, from, local);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return connected(new Guarded(), host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int local)
        throws IOException {
      Socket socket = new Guarded();
      socket.bind(new InetSocketAddress(from, local));
      return connected(socket, host, port);
    }

    private Socket connected(Socket socket, InetAddress host, int port) throws IOException {
      socket.connect(new InetSocketAddress(host, port));
      return socket;
    }
  }

  private final class Guarded extends Socket {
    Guarded() {
      super(Proxy.NO_PROXY);
    }

    @Override
    public void connect(SocketAddress end) throws IOException {
      connect(end, 0);
    }

    @Override
    public void connect(SocketAddress end, int timeout) throws IOException {
      InetAddress address = end instanceof InetSocketAddress inet ? inet.getAddress() : null;
      if (address == null || !allowed.test(address)) {
        throw refused();
      }
      super.connect(end, timeout);
    }
  }
}
