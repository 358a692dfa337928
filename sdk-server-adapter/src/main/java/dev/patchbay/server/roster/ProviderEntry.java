package dev.patchbay.server.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider as it counts, in the words of the configuration, and what of it comes from where. Its
 * maps hold credentials in the clear. Immutable, as long as nobody changes what its maps hold.
 */
public final class ProviderEntry {
  private final String id;
  private final Map<String, Object> base;
  private final boolean added;
  private final Map<String, Object> changes;
  private final Map<String, Object> tree;

  ProviderEntry(
      String id,
      Map<String, Object> base,
      boolean added,
      Map<String, Object> changes,
      Map<String, Object> tree) {
    this.id = id;
    this.base = base;
    this.added = added;
    this.changes = changes;
    this.tree = tree;
  }

  public String id() {
    return id;
  }

  /** Its name for people; the id if nobody gave one. */
  public String name() {
    Object name = changes.get(Layers.DISPLAY_NAME);
    return name == null ? id : String.valueOf(name);
  }

  /** Where it comes from: {@link Source#STORED} if it was added at run time. */
  public Source source() {
    return added ? Source.STORED : Source.CONFIGURED;
  }

  /** Whether something of it was changed at run time. */
  public boolean changed() {
    return !changes.isEmpty();
  }

  /** A value by its key, as text; null if nobody set it. */
  public @Nullable String text(String key) {
    Object value = tree.get(key);
    return value == null || String.valueOf(value).isBlank() ? null : String.valueOf(value).strip();
  }

  /** Names of its headers. */
  public List<String> headers() {
    return List.copyOf(Trees.map(tree, "headers").keySet());
  }

  /** The names and globs it serves besides the catalogue's: texts, or maps of what is known. */
  public List<Object> models() {
    return Trees.list(tree.get("models"));
  }

  /** Its accounts, in order. */
  public List<AccountEntry> accounts() {
    List<AccountEntry> all = new ArrayList<>();
    for (Object one : Trees.list(tree.get(Layers.ACCOUNTS))) {
      Map<String, Object> fields = one instanceof Map<?, ?> map ? Trees.copy(map) : Map.of();
      String name = String.valueOf(fields.get("name"));
      boolean configured = Trees.map(base, Layers.ACCOUNTS).containsKey(name);
      all.add(new AccountEntry(id, name, configured ? Source.CONFIGURED : Source.STORED, fields));
    }
    return all;
  }

  /** An account by its name. */
  public Optional<AccountEntry> account(String name) {
    return accounts().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** Its id. */
  @Override
  public String toString() {
    return "ProviderEntry[" + id + "]";
  }
}
