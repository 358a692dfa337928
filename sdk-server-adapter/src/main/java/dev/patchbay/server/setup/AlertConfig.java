package dev.patchbay.server.setup;

import dev.patchbay.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When something needs somebody, and who is told: the section {@code alerts} of the configuration.
 * Immutable.
 *
 * @param window over which failures of a provider are counted; default 5 minutes
 * @param errorRate the share of failed attempts from which on a provider is in trouble, above 0, at
 *     most 1; default 0.5
 * @param minRequests fewer attempts in the window say nothing; default 20
 * @param budgetShare the share of a budget from which on it is nearly used up; default 0.8
 * @param longCooling an account that cools for so long is told; default 10 minutes
 * @param keyExpiry how long before its end an API key is told, and how long after; default 7 days
 * @param webhook where new and resolved alerts are posted, http or https; a secret, since such
 *     addresses often hold one; null for nowhere
 */
public record AlertConfig(
    Duration window,
    double errorRate,
    int minRequests,
    double budgetShare,
    Duration longCooling,
    Duration keyExpiry,
    @Nullable Secret webhook) {
  /** What holds if nothing is said. */
  public static final AlertConfig DEFAULT =
      new AlertConfig(
          Duration.ofMinutes(5), 0.5, 20, 0.8, Duration.ofMinutes(10), Duration.ofDays(7), null);

  /** The same with a webhook. */
  public AlertConfig withWebhook(String url) {
    return new AlertConfig(
        window, errorRate, minRequests, budgetShare, longCooling, keyExpiry, Secret.of(url));
  }

  /** All of it, the webhook without its path, as the section of a configuration would say it. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("window", SectionValues.shown(window));
    tree.put("error-rate", errorRate);
    tree.put("min-requests", minRequests);
    tree.put("budget-share", budgetShare);
    tree.put("long-cooling", SectionValues.shown(longCooling));
    tree.put("key-expiry", SectionValues.shown(keyExpiry));
    if (webhook != null) {
      URI url = URI.create(webhook.reveal());
      tree.put("webhook", url.getScheme() + "://" + url.getRawAuthority() + "/***");
    }
    return tree;
  }
}
