package dev.patchbay.server.setup;

import dev.patchbay.config.source.DotEnv;
import dev.patchbay.config.source.Environment;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables of the process, with those of a file {@code .env} beneath them. Of a variable's two
 * names, bare and beginning with {@code PATCHBAY_}, the longer wins in the same place. Immutable.
 */
public final class Surroundings {
  /** Without their prefix these would be anybody's. */
  private static final Set<String> PREFIXED = prefixed();

  /** What others call some of ours. */
  private static final Map<String, String> ALIASES =
      Map.of("PAYLOAD_ENCRYPTION_KEY", "LOG_ENCRYPTION_KEY");

  private final Map<String, String> raw = new LinkedHashMap<>();
  private final Map<String, Variable> known = new LinkedHashMap<>();

  private Surroundings(Map<String, String> environment, Map<String, String> file) {
    raw.putAll(file);
    raw.putAll(environment);
    add(file, Origin.Kind.DOTENV);
    add(environment, Origin.Kind.ENVIRONMENT);
  }

  private static Set<String> prefixed() {
    Set<String> names =
        new HashSet<>(
            List.of("CONFIG", "ADMIN_TOKEN", "SCRAPE_TOKEN", "SECRET_KEY", "SECRET_KEY_OLD"));
    AlertSection.KEYS.forEach(key -> names.add(AlertSection.variable(key)));
    return names;
  }

  /** A variable's value, and where it stands. */
  private record Variable(String value, Origin origin) {}

  /** The environment alone. */
  public static Surroundings of(Map<String, String> environment) {
    return new Surroundings(environment, Map.of());
  }

  /**
   * The environment over a file, if that is there.
   *
   * @throws dev.patchbay.config.ConfigException if a line of the file is no assignment
   */
  public static Surroundings of(Map<String, String> environment, Path file) {
    return new Surroundings(environment, DotEnv.read(file));
  }

  private void add(Map<String, String> variables, Origin.Kind kind) {
    Map<String, Variable> added = new LinkedHashMap<>();
    variables.forEach(
        (name, value) -> {
          if (!PREFIXED.contains(name)) {
            added.put(name, new Variable(value.strip(), new Origin(kind, name)));
          }
        });
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(Environment.PREFIX)) {
            String bare = name.substring(Environment.PREFIX.length());
            Variable longer = new Variable(value.strip(), new Origin(kind, name));
            if (value.isBlank()) {
              added.putIfAbsent(bare, longer);
            } else {
              added.put(bare, longer);
            }
          }
        });
    ALIASES.forEach(
        (other, ours) -> {
          Variable variable = added.get(other);
          if (variable != null && !variable.value().isEmpty()) {
            added.putIfAbsent(ours, variable);
          }
        });
    known.putAll(added);
  }

  /** All as they are, for placeholders. */
  Map<String, String> raw() {
    return raw;
  }

  /** The values by their bare names. */
  Map<String, String> bare() {
    Map<String, String> bare = new LinkedHashMap<>();
    known.forEach((name, variable) -> bare.put(name, variable.value()));
    return bare;
  }

  /** The value of a bare name; null if it is unset or empty. */
  @Nullable String value(String bare) {
    Variable variable = known.get(bare);
    return variable == null || variable.value().isEmpty() ? null : variable.value();
  }

  /** Where the variable of a bare name really stands. */
  Optional<Origin> origin(String bare) {
    return Optional.ofNullable(known.get(bare)).map(Variable::origin);
  }

  /** Nothing of what they hold. */
  @Override
  public String toString() {
    return "Surroundings[" + raw.size() + "]";
  }
}
