package dev.patchbay.server.admin;

import dev.patchbay.config.ConfigException;
import dev.patchbay.failure.StoreException;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.roster.Draft;
import dev.patchbay.server.roster.Roster;
import dev.patchbay.server.roster.RosterView;
import dev.patchbay.server.vault.VaultException;
import java.util.function.Consumer;

/** Changes the roster; what goes wrong there is told as a fault. Stateless. */
final class Changes {
  private Changes() {}

  /**
   * Makes a change.
   *
   * @throws Fault 400 if it does not fit, with the path of the first thing wrong
   */
  static RosterView make(Roster roster, Consumer<Draft> edit) {
    try {
      return roster.change(edit);
    } catch (ConfigException e) {
      String first = e.faults().get(0);
      int colon = first.indexOf(": ");
      String path = colon < 0 ? "" : first.substring(0, colon);
      throw Fault.invalid(path, String.join("; ", e.faults()));
    } catch (VaultException e) {
      throw Fault.of(500, "secret_key", String.valueOf(e.getMessage())).because(e);
    } catch (StoreException e) {
      throw Fault.of(503, "store_failed", "The change could not be stored; try again").because(e);
    }
  }
}
