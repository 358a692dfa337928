package dev.patchbay.route;

import dev.patchbay.failure.Failure;
import dev.patchbay.trace.DropRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a plan leaves out, and why. Immutable.
 *
 * @param provider id of the provider
 * @param account alias of the account; null if the whole provider or target is meant
 * @param model the model it would be asked for; null if none was found
 * @param reason why
 * @param detail what a person should know; may be empty
 * @param until when the reason ends; null if unknown or never
 * @param failure the stored failure behind it, for an answer when nothing is left; null if none
 */
public record Dropped(
    String provider,
    @Nullable String account,
    @Nullable String model,
    DropReason reason,
    String detail,
    @Nullable Instant until,
    @Nullable Failure failure) {
  /** As the trace keeps it. */
  public DropRecord record() {
    return new DropRecord(provider, account, model, reason.name(), detail, until);
  }
}
