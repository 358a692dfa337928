package dev.patchbay.server.setup;

import dev.patchbay.secret.Secret;
import java.nio.file.Path;

/**
 * What the server shows over TLS. Immutable.
 *
 * @param keystore a PKCS #12 file with its certificate and private key
 * @param password of the file
 */
public record TlsConfig(Path keystore, Secret password) {}
