package dev.patchbay.transport.okhttp;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which OkHttp runs: vendors' SDKs bring {@code okhttp} 4 beside our {@code okhttp-jvm} 5
 * under another artifact name, so an application may have both and not know which one wins.
 */
final class OkHttpOnClassPath {
  private static final Logger LOG = LoggerFactory.getLogger(OkHttpTransport.class);

  private OkHttpOnClassPath() {}

  static void log() {
    List<URL> found = places();
    if (found.size() > 1) {
      LOG.warn(
          "OkHttp is on the class path {} times, {} runs: exclude all but okhttp-jvm: {}",
          found.size(),
          version(),
          found);
    } else {
      LOG.debug("OkHttp {} from {}", version(), found);
    }
  }

  private static List<URL> places() {
    @Nullable ClassLoader loader = OkHttpClient.class.getClassLoader();
    if (loader == null) {
      return List.of();
    }
    try {
      return Collections.list(loader.getResources("okhttp3/OkHttpClient.class"));
    } catch (IOException e) {
      return List.of();
    }
  }

  /** By reflection: the compiler would copy the constant of the version we were built with. */
  private static String version() {
    try {
      return String.valueOf(OkHttp.class.getField("VERSION").get(null));
    } catch (ReflectiveOperationException e) {
      return "of an unknown version";
    }
  }
}
