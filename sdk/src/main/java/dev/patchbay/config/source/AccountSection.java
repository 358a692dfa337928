package dev.patchbay.config.source;

import static dev.patchbay.config.source.Section.or;

import dev.patchbay.config.AccountConfig;
import dev.patchbay.config.Addresses;
import dev.patchbay.hours.PauseHours;
import dev.patchbay.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one account. */
final class AccountSection {
  private static final String HOURS = "pause-hours";

  private AccountSection() {}

  static AccountConfig read(Section account) {
    String key = account.sound("api-key", Addresses::keyFault);
    AccountConfig read =
        new AccountConfig(
            account.text("name"),
            key == null ? null : Secret.of(key),
            or(account.whole("priority", Integer.MIN_VALUE, Integer.MAX_VALUE), 0),
            or(account.whole("weight", 0, ProviderSection.MOST_WEIGHT), 1),
            or(account.whole("max-concurrency", 0, Integer.MAX_VALUE), 0),
            hours(account));
    account.end();
    return read;
  }

  /** A list of spans, or one text with commas between them. */
  private static PauseHours hours(Section account) {
    List<String> sound = new ArrayList<>();
    int before = account.faults().count();
    for (Section.Item item : account.items(HOURS)) {
      String text = item.text();
      Optional<String> fault = text == null ? Optional.empty() : PauseHours.fault(text);
      fault.ifPresent(why -> account.faults().unfit(item.path(), or(text, ""), why));
      if (text != null && fault.isEmpty()) {
        sound.add(text);
      }
    }
    PauseHours.fault(sound).ifPresent(why -> account.faults().add(account.path(HOURS), why));
    return account.faults().count() > before
        ? PauseHours.NONE
        : PauseHours.of(sound.toArray(String[]::new));
  }
}
