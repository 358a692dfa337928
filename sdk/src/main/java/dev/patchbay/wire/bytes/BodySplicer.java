package dev.patchbay.wire.bytes;

import dev.patchbay.json.JsonBytes;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.TargetProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client's bytes for a target of the same protocol: the quirks are met as the encoder meets them,
 * as far as single fields go; a codec's {@code RequestSplicer} adds the vocabulary. One thread; one
 * object changes one request.
 */
public abstract class BodySplicer {
  private static final RawJson TRUE = RawJson.of("true");

  protected final JsonBytes in;
  protected final Scope scope;
  protected final int body;

  /** The role of the last message looked at. */
  protected String lastRole = "";

  private final Splicer splicer;
  private boolean deep;

  protected BodySplicer(Glance glance, Protocol protocol, TargetProfile target) {
    this.in = glance.body();
    this.scope = new Scope(protocol, target);
    this.body = in.root();
    this.splicer = new Splicer(in);
  }

  /** Makes all changes. */
  protected abstract void request();

  /** The changed request; empty if it is one for the encoder. To be asked once. */
  protected final Optional<Encoded> spliced() {
    request();
    return deep ? Optional.empty() : Optional.of(scope.encoded(splicer.body()));
  }

  /** Leaves the request to the encoder if so: something takes more than the change of a field. */
  protected final void deep(boolean seen) {
    deep |= seen;
  }

  /** The value of a field; a protocol with two forms of a name looks for both. */
  protected int field(int object, String name) {
    return in.field(object, name);
  }

  /** True if a field is there and says something. */
  protected final boolean has(int object, String name) {
    return field(object, name) != JsonBytes.NONE;
  }

  /** Puts a text in the place of a value. */
  protected final void replace(int node, String text) {
    splicer.replace(node, RawJson.string(text));
  }

  /** Sets a field, in its place if it is there, else at the end of the object. */
  protected final void set(int object, String name, RawJson json) {
    splicer.set(object, name, json);
  }

  protected final void yes(int object, String name) {
    splicer.set(object, name, TRUE);
  }

  /** Gives a field another name; one that has that name goes. */
  protected final void rename(int object, String name, String other) {
    splicer.rename(object, name, other);
  }

  /**
   * Removes a field.
   *
   * @return true if it said something
   */
  protected boolean remove(int object, String name) {
    return splicer.remove(object, name);
  }

  /** Leaves out fields of an object where the target has the quirk. */
  protected final void refuse(int object, List<Refused> fields) {
    for (Refused field : fields) {
      if (scope.has(field.quirk()) && remove(object, field.name())) {
        scope.lost(field.loss());
      }
    }
  }

  /** Of two fields the target does not take together, leaves out the second. */
  protected final void either(int object, String kept, String dropped, Loss loss) {
    boolean both = has(object, kept) && has(object, dropped);
    if (both && scope.has(Quirk.TEMPERATURE_XOR_TOP_P)) {
      remove(object, dropped);
      scope.lost(loss);
    }
  }

  /**
   * Puts the model's own limit in the place of a greater one.
   *
   * @return the greater one; null if there was none
   */
  protected final @Nullable Integer lowered(int node, String path) {
    Integer limit = in.integer(node, path);
    Integer most = scope.target().maxOutput();
    if (limit == null || most == null || limit <= most) {
      return null;
    }
    splicer.replace(node, RawJson.of(String.valueOf(most)));
    return limit;
  }

  /** True if the model is known not to think. */
  protected final boolean isThoughtless() {
    Set<Capability> capabilities = scope.target().capabilities();
    return capabilities != null && !capabilities.contains(Capability.REASONING);
  }

  /** The model of the target, and whether its answer is a stream, as most protocols say it. */
  protected final void addressed(boolean stream) {
    splicer.set(body, "model", RawJson.string(scope.target().model()));
    if (stream) {
      yes(body, "stream");
    } else if (in.isTrue(in.field(body, "stream"))) {
      remove(body, "stream");
    }
  }
}
