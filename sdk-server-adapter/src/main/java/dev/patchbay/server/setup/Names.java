package dev.patchbay.server.setup;

import dev.patchbay.config.Faults;
import dev.patchbay.config.source.Environment;
import dev.patchbay.provider.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds slips in the names that begin with {@code PATCHBAY_}: all of these are ours. Pure. */
final class Names {
  private static final List<String> SERVER =
      List.of(
          "CONFIG",
          "ADMIN_TOKEN",
          "SCRAPE_TOKEN",
          "SECRET_KEY",
          "SECRET_KEY_OLD",
          "HOST",
          "PORT",
          "DATABASE_TYPE",
          "SUPABASE_KEY",
          "LOG_LEVEL",
          "PAYLOAD_ENCRYPTION_KEY",
          "CLIENT_ID",
          "JAR",
          "JAVA_OPTS");

  private Names() {}

  /** A fault for each name that is nearly a known one, unless the file asks for it. */
  static void check(Map<String, String> variables, YamlFile file, Faults faults) {
    Set<String> known = new TreeSet<>();
    SERVER.forEach(name -> known.add(Environment.PREFIX + name));
    AlertSection.KEYS.forEach(key -> known.add(Environment.PREFIX + AlertSection.variable(key)));
    Environment.names(variables, Catalogue.load())
        .forEach(name -> known.add(Environment.PREFIX + name));
    for (String name : new TreeSet<>(variables.keySet())) {
      if (name.startsWith(Environment.PREFIX)
          && !known.contains(name)
          && !file.mentions(name)
          && Faults.nearest(name, known).isPresent()) {
        faults.unknown(name, name, known);
      }
    }
  }
}
