package dev.patchbay.server.jetty;

import dev.patchbay.server.setup.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** What is shown over TLS, read from its file. Stateless. */
final class Keystore {
  private Keystore() {}

  /**
   * Reads it.
   *
   * @throws IllegalStateException if there is no such file, it can't be opened, or shows nothing
   */
  static SslContextFactory.Server open(TlsConfig config) {
    char[] password = config.password().reveal().toCharArray();
    KeyStore store = load(config, password);
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(store);
    tls.setKeyStorePassword(config.password().reveal());
    return tls;
  }

  private static KeyStore load(TlsConfig config, char[] password) {
    String file = "The keystore " + config.keystore();
    try (InputStream in = Files.newInputStream(config.keystore())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return store;
        }
      }
      throw new IllegalStateException(
          file + " holds no private key; put the server's key and certificate into it");
    } catch (NoSuchFileException e) {
      throw new IllegalStateException(file + " does not exist; say where it is", e);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          file
              + " cannot be opened: it must be a PKCS #12 file, and its password must be right ("
              + e.getMessage()
              + ")",
          e);
    }
  }
}
