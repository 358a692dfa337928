package dev.patchbay.server.admin;

import dev.patchbay.AccountStatus;
import dev.patchbay.Router;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.roster.AccountEntry;
import dev.patchbay.server.roster.ProviderEntry;
import dev.patchbay.server.roster.Roster;
import dev.patchbay.server.roster.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds accounts: as they are configured, with what the router knows of them. Thread-safe. */
final class AccountDesk {
  private final Roster roster;
  private final Router router;

  AccountDesk(Roster roster, Router router) {
    this.roster = roster;
    this.router = router;
  }

  /** An account; its status is null while its provider takes no part. */
  record Held(AccountEntry entry, @Nullable AccountStatus status) {
    boolean paused() {
      return status != null && status.paused();
    }
  }

  /** All of them; also the one that a provider that asks for no key has without being told. */
  List<Held> all() {
    Map<String, AccountStatus> known = new LinkedHashMap<>();
    router.accounts().list().forEach(status -> known.put(status.alias(), status));
    List<Held> all = new ArrayList<>();
    for (ProviderEntry provider : roster.view().providers()) {
      provider.accounts().forEach(entry -> all.add(new Held(entry, known.remove(entry.id()))));
      if (provider.accounts().isEmpty()) {
        known.values().stream()
            .filter(status -> status.provider().equals(provider.id()))
            .forEach(status -> all.add(new Held(unsaid(status), status)));
      }
    }
    return all;
  }

  private static AccountEntry unsaid(AccountStatus status) {
    String name = status.alias().substring(status.provider().length() + 1);
    return new AccountEntry(status.provider(), name, Source.DEFAULT, Map.of());
  }

  /**
   * An account by its id, or by a name that only one has.
   *
   * @throws Fault 404 if there is none, 409 if there are several
   */
  Held find(String id) {
    List<Held> all = all();
    for (Held one : all) {
      if (one.entry().id().equals(id)) {
        return one;
      }
    }
    List<Held> named = all.stream().filter(one -> one.entry().name().equals(id)).toList();
    if (named.size() > 1) {
      throw Fault.conflict(
          "Several accounts have this name: "
              + named.stream().map(one -> one.entry().id()).toList()
              + "; say which");
    }
    return named.stream()
        .findFirst()
        .orElseThrow(
            () ->
                Fault.missing(
                    "There is no account '" + Words.shown(id) + "'; GET /accounts lists them"));
  }

  /** Pauses, resumes or resets it. */
  void turn(AccountEntry account, Consumer<String> turn) {
    try {
      turn.accept(account.id());
    } catch (IllegalArgumentException e) {
      throw Fault.conflict(
          "'"
              + account.id()
              + "' takes no part: its provider is switched off; PUT"
              + " /admin/providers/"
              + account.provider()
              + " {\"is_active\": true}");
    }
  }
}
