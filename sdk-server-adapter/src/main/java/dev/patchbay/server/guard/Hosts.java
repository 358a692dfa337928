package dev.patchbay.server.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names and addresses as they stand in {@code Host}. Nothing is looked up. Stateless. */
final class Hosts {
  private static final Pattern LOOPBACK_4 = Pattern.compile("127(\\.\\d{1,3}){3}");

  private Hosts() {}

  /** Without the port and a trailing dot, in lower case; an address of IPv6 without brackets. */
  static String name(String authority) {
    String text = authority.strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? text : text.substring(1, end);
    }
    int colon = text.indexOf(':');
    if (colon >= 0 && colon == text.lastIndexOf(':')) {
      text = text.substring(0, colon);
    }
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  /** Whether it says this machine itself, without a look-up that somebody else could answer. */
  static boolean isLoopback(String name) {
    return name.equals("localhost")
        || LOOPBACK_4.matcher(name).matches()
        || (name.indexOf(':') >= 0 && isLoopback6(name));
  }

  /** What holds a colon is an address or nothing: it is never looked up. */
  private static boolean isLoopback6(String name) {
    try {
      return InetAddress.getByName("[" + name + "]").isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
