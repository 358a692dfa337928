package dev.patchbay.server.doctor;

import dev.patchbay.Router;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.config.source.ConfigMap;
import dev.patchbay.server.Adapter;
import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.desk.LocalDesk;
import dev.patchbay.server.doctor.Finding.Grade;
import dev.patchbay.server.setup.Setup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All looks at a server, whether it runs or not; each asks one thing and changes nothing. One
 * thread.
 */
public final class Doctor {
  private final Setup setup;
  private final Clock clock;

  /** A look at a server set up so. */
  public Doctor(Setup setup, Clock clock) {
    this.setup = setup;
    this.clock = clock;
  }

  /**
   * Everything that was found, in the order in which to mend it.
   *
   * @throws dev.patchbay.config.ConfigException if the configuration can't be used
   */
  public List<Finding> look() {
    RouterConfig config = ConfigMap.read(setup.tree());
    Path file = file();
    List<Finding> found = new ArrayList<>(List.of(JavaLook.at(Runtime.version().feature())));
    if (file != null) {
      found.addAll(FileLook.at(file));
      found.add(SecretLook.at(file, setup.secretKey() != null));
    }
    found.add(PortLook.at(setup.server().host(), setup.server().port()));
    found.add(ProxyLook.at(config.upstreamProxy()));
    if (found.stream().noneMatch(one -> one.subject().equals(FileLook.SUBJECT) && isBad(one))) {
      found.addAll(inside());
    }
    return found;
  }

  private static boolean isBad(Finding one) {
    return one.grade() == Grade.PROBLEM;
  }

  /** The file of the database; null if it is none. */
  private @Nullable Path file() {
    Object section = setup.tree().get("database");
    Object url = section instanceof Map<?, ?> map ? map.get("url") : null;
    return url == null ? null : FileLook.file(url.toString());
  }

  private List<Finding> inside() {
    try (Adapter adapter = Adapter.open(setup);
        LocalDesk desk = LocalDesk.of(adapter)) {
      List<Finding> found = new ArrayList<>();
      found.add(FileLook.whole(adapter.router().storage().check()));
      found.add(BindingLook.at(setup, desk.ask("GET", "/admin/api-keys").list("data").size()));
      Router router = adapter.router();
      found.addAll(ProviderLook.at(router.models().list(), providers(router)));
      found.addAll(ClockLook.at(router.config(), clock));
      found.addAll(AlertLook.at(open(desk)));
      return found;
    } catch (RuntimeException e) {
      return List.of(Finding.problem(FileLook.SUBJECT, String.valueOf(e.getMessage())));
    }
  }

  private static Doc open(LocalDesk desk) {
    return desk.ask("GET", "/monitor/alerts", Map.of("state", "open"), null);
  }

  private static List<String> providers(Router router) {
    return router.accounts().list().stream().map(one -> one.provider()).distinct().toList();
  }
}
