package dev.patchbay.planner;

import dev.patchbay.account.Account;
import dev.patchbay.price.ModelPrice;
import dev.patchbay.price.TokenPrices;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.Target;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session stays at the account that served it last while moving costs more than staying. Moving
 * costs what the warm prompt cache would have saved: cached tokens times the difference of the
 * prices of input and cache read. Staying costs the longer wait for the first token, at {@code
 * wait-price} a second. A session that moves, or is new, goes to the account with the fewest
 * requests. What is unknown (a price, a speed) counts nothing.
 */
final class StayOrder implements AccountOrder {
  /**
   * How long a cache is taken to be warm: Anthropic keeps it for five minutes after its last use
   * ("Prompt caching"), OpenAI for five to ten ("Prompt caching").
   */
  static final Duration WARM = Duration.ofMinutes(5);

  /** The shortest prompt most providers cache (the same documents). */
  static final long LEAST_CACHED = 1_024;

  private static final int PER_MILLION = 6;
  private static final BigDecimal MILLIS = BigDecimal.valueOf(1_000);
  private static final int SHOWN_DIGITS = 6;

  @Override
  public List<Account> order(List<Account> equals, Target target, Draft draft) {
    List<Account> order = AccountOrder.leastUsed(equals, target, draft);
    String pinned = pinned(target, draft);
    if (pinned == null) {
      return order;
    }
    long cached = cached(target, draft);
    BigDecimal saved = saved(cached, target);
    Account home = find(order, pinned);
    if (home == null) {
      noteMove(pinned, cached, saved, draft);
    } else if (order.size() > 1) {
      decide(order, home, cached, saved, target, draft);
    }
    return order;
  }

  private static void decide(
      List<Account> order,
      Account home,
      long cached,
      BigDecimal saved,
      Target target,
      Draft draft) {
    Account other = order.get(0) == home ? order.get(1) : order.get(0);
    BigDecimal waiting = waiting(home, other, target, draft);
    boolean stays = saved.compareTo(waiting) > 0;
    if (stays) {
      order.remove(home);
      order.add(0, home);
    } else if (waiting.signum() > 0) {
      order.remove(home);
      order.add(order.indexOf(other) + 1, home);
    }
    if (saved.signum() > 0 || waiting.signum() > 0) {
      String decision = stays ? "stays at " : "need not stay at ";
      draft.note(
          "the session "
              + decision
              + home.alias()
              + ": "
              + worth(cached, saved)
              + ", waiting there costs "
              + shown(waiting)
              + " USD more than at "
              + other.alias());
    }
  }

  /** An account that is out has its reason among the drops; here stands what that costs. */
  private static void noteMove(String pinned, long cached, BigDecimal saved, Draft draft) {
    boolean out = draft.dropped.stream().anyMatch(drop -> pinned.equals(drop.account()));
    if (out && saved.signum() > 0) {
      draft.note("the session leaves " + pinned + ": " + worth(cached, saved) + " are lost");
    }
  }

  private static @Nullable String pinned(Target target, Draft draft) {
    RouteQuery query = draft.query;
    String key = query.sessionKey();
    return key == null
        ? null
        : draft.signals.accountOf(query.tenant(), key, target.provider().id()).orElse(null);
  }

  private static @Nullable Account find(List<Account> accounts, String pinned) {
    for (Account account : accounts) {
      if (account.alias().equals(pinned) || account.name().equals(pinned)) {
        return account;
      }
    }
    return null;
  }

  /** The prompt of a session is mostly what it was the last time. */
  private static long cached(Target target, Draft draft) {
    RouteQuery query = draft.query;
    String key = query.sessionKey();
    if (key == null || query.estimatedTokens() < LEAST_CACHED) {
      return 0;
    }
    return draft
        .signals
        .sinceServed(query.tenant(), key, target.provider().id())
        .filter(age -> age.compareTo(WARM) < 0)
        .map(age -> query.estimatedTokens())
        .orElse(0L);
  }

  private static BigDecimal saved(long cached, Target target) {
    ModelPrice price = target.card().price();
    if (price == null) {
      return BigDecimal.ZERO;
    }
    TokenPrices prices = price.at(cached);
    BigDecimal read = prices.cacheRead();
    return read == null
        ? BigDecimal.ZERO
        : prices
            .input()
            .subtract(read)
            .max(BigDecimal.ZERO)
            .multiply(BigDecimal.valueOf(cached))
            .movePointLeft(PER_MILLION);
  }

  /** How much longer the first token takes there, where both speeds were measured. */
  private static BigDecimal waiting(Account home, Account other, Target target, Draft draft) {
    double here = draft.signals.firstTokenMillis(home, target.model());
    double there = draft.signals.firstTokenMillis(other, target.model());
    return here <= there || there <= 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(here - there).divide(MILLIS).multiply(draft.tables.waitPrice());
  }

  private static String worth(long cached, BigDecimal saved) {
    return "about " + cached + " cached tokens worth " + shown(saved) + " USD";
  }

  private static String shown(BigDecimal usd) {
    BigDecimal rounded = usd.setScale(SHOWN_DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.toPlainString();
  }
}
