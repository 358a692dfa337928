package dev.patchbay.planner;

import dev.patchbay.account.Account;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.planner.ClosedLists.Closed;
import dev.patchbay.planner.Offer.Filtered;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.Provider;
import dev.patchbay.route.DropReason;
import dev.patchbay.route.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that is bound to a provider or an account. A pin to an account, or to an object that
 * exists only at a provider, is hard: elsewhere the request makes no sense, so it is refused.
 */
final class Pins {
  private final Draft draft;

  private Pins(Draft draft) {
    this.draft = draft;
  }

  /** The list a pin leaves; null without a pin. */
  static @Nullable Closed of(Draft draft, Defaults defaults) {
    Pins pins = new Pins(draft);
    String account = draft.query.accountPin();
    if (account != null) {
      return pins.account(account, defaults);
    }
    String provider = draft.query.providerPin();
    return provider == null ? null : pins.provider(provider, null, defaults);
  }

  static boolean isHard(Draft draft) {
    return draft.query.accountPin() != null || draft.query.hardPin();
  }

  /**
   * What a stored object leaves of an order where no pin says whose it is: the first provider
   * alone. Elsewhere its id would be unknown, or somebody else's.
   */
  static List<Filtered> atOneProvider(List<Filtered> order, Filter filter, Draft draft) {
    boolean pinned = draft.query.accountPin() != null || draft.query.providerPin() != null;
    if (!draft.query.hardPin() || pinned || order.isEmpty()) {
      return order;
    }
    String first = order.get(0).target().provider().id();
    List<Filtered> left = new ArrayList<>(order.size());
    for (Filtered filtered : order) {
      Provider provider = filtered.target().provider();
      if (provider.id().equals(first)) {
        left.add(filtered);
      } else {
        draft.dropped.removeIf(drop -> drop.provider().equals(provider.id()));
        String why = "the request has a file stored at one provider, taken to be " + first;
        draft.drop(provider, DropReason.NOT_NAMED, why);
      }
    }
    filter.guesses().removeIf(guess -> !guess.offer().target().provider().id().equals(first));
    return left;
  }

  private Closed account(String pin, Defaults defaults) {
    List<Account> found = new ArrayList<>(1);
    for (List<Account> accounts : draft.tables.accounts().values()) {
      for (Account account : accounts) {
        if (account.alias().equals(pin) || account.name().equals(pin)) {
          found.add(account);
        }
      }
    }
    found.removeIf(account -> !account.alias().equals(pin) && hasAlias(found, pin));
    String wanted = draft.query.providerPin();
    found.removeIf(account -> wanted != null && !account.provider().equals(wanted));
    if (found.size() != 1) {
      String message =
          found.isEmpty()
              ? "There is no account '" + pin + "'" + (wanted == null ? "" : " at " + wanted)
              : "Several accounts are named '" + pin + "': say provider/name";
      return refused("account " + pin, message);
    }
    return provider(found.get(0).provider(), found.get(0), defaults);
  }

  private static boolean hasAlias(List<Account> accounts, String pin) {
    for (Account account : accounts) {
      if (account.alias().equals(pin)) {
        return true;
      }
    }
    return false;
  }

  private Closed provider(String id, @Nullable Account only, Defaults defaults) {
    String name = only == null ? "pin to " + id : "pin to account " + only.alias();
    Provider provider = draft.tables.providers().enabled(id).orElse(null);
    if (provider == null) {
      String cure = Cures.enable(draft.tables.providers(), id);
      draft.drop(id, null, DropReason.OFF, cure);
      return refused(name, "The request is pinned to '" + id + "': " + cure);
    }
    if (provider.mode() == DispatchMode.OFF) {
      draft.drop(provider, DropReason.OFF, Cures.turnOn(provider));
      return refused(name, "The request is pinned to '" + id + "': " + Cures.turnOn(provider));
    }
    Draft plain = draft.withModel(withoutOwnPrefix(id));
    Target target = new Grades(plain, defaults).pinned(provider);
    List<Offer> offers = target == null ? List.of() : List.of(new Offer(target, name, only));
    return new Closed(name, offers, null);
  }

  /** A pinned {@code groq:llama} is the pin said twice. */
  private String withoutOwnPrefix(String id) {
    String model = draft.model;
    boolean prefixed = model.length() > id.length() + 1 && model.startsWith(id + ":");
    return prefixed ? model.substring(id.length() + 1) : model;
  }

  private Closed refused(String name, String message) {
    Failure failure =
        isHard(draft)
            ? Failures.of(FailureKind.PINNED_UNAVAILABLE, 409, "pinned_unavailable", message)
            : Failures.of(FailureKind.NO_ROUTE, 404, "no_route", message);
    return new Closed(name, List.of(), failure);
  }
}
