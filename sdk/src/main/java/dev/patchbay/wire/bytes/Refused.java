package dev.patchbay.wire.bytes;

import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;

/**
 * A field that is left out where a quirk says so. Immutable.
 *
 * @param quirk the target's
 * @param name the field's
 * @param loss what is declared if it said something
 */
public record Refused(Quirk quirk, String name, Loss loss) {
  /** A field whose loss is named as the field is. */
  public static Refused of(Quirk quirk, String name, String why) {
    return new Refused(quirk, name, new Loss(Scope.feature(name), why));
  }
}
