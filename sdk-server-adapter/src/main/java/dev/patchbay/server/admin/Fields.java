package dev.patchbay.server.admin;

import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The object a call brought. A getter answers null for what is absent or null, and refuses what is
 * of the wrong type by its name, never quoting it. Immutable.
 */
final class Fields {
  /** How a credential is shown. Who sends it back leaves the credential as it is. */
  static final String MASK = "****";

  private final Map<String, @Nullable Object> values;

  private Fields(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /**
   * Reads the body.
   *
   * @throws Fault 400 if it is no JSON object
   */
  static Fields of(Call call) throws IOException {
    try {
      if (JsonTree.of(RawJson.of(call.bytes())).value() instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((key, value) -> values.put(String.valueOf(key), value));
        return new Fields(values);
      }
    } catch (BadJsonException e) {
      throw Fault.of(400, "invalid_json", "The body is no JSON: " + e.getMessage());
    }
    throw Fault.of(400, "invalid_json", "The body has to be a JSON object");
  }

  /**
   * The only field a body may have.
   *
   * @return null if there is no body, or it says nothing there
   * @throws Fault 400 as {@link #of}, {@link #refuseOthers} and {@link #text} say
   */
  static @Nullable String only(Call call, String name) throws IOException {
    if (call.bytes().length == 0) {
      return null;
    }
    Fields body = of(call);
    body.refuseOthers(List.of(name));
    return body.text(name);
  }

  /**
   * Refuses what nobody asks for.
   *
   * @throws Fault 400 naming it
   */
  void refuseOthers(Collection<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw Fault.invalid(
            name,
            "There is no field '"
                + Words.shown(name)
                + "' here; there are "
                + String.join(", ", known));
      }
    }
  }

  /** The names that were sent. */
  Set<String> names() {
    return values.keySet();
  }

  /** Whether it was sent, be it as null. */
  boolean has(String name) {
    return values.containsKey(name);
  }

  /** As it came: see {@link JsonTree#value}. */
  @Nullable Object value(String name) {
    return values.get(name);
  }

  /** A text; a number counts as one. */
  @Nullable String text(String name) {
    Object value = values.get(name);
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw Fault.invalid(name, name + ": expected a text");
  }

  /** A text that has to be there. */
  String required(String name) {
    String text = text(name);
    if (text == null || text.isBlank()) {
      throw Fault.invalid(name, name + ": missing");
    }
    return text.strip();
  }

  /** Texts; a single one counts as a list of one. */
  @Nullable List<String> texts(String name) {
    Object value = values.get(name);
    List<String> texts = new ArrayList<>();
    for (Object one :
        value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
      if (!(one instanceof String text)) {
        throw Fault.invalid(name, name + ": expected a list of texts");
      }
      texts.add(text);
    }
    return value == null ? null : texts;
  }

  /** A credential; null also for its mask. */
  @Nullable String secret(String name) {
    String text = text(name);
    return text == null || text.equals(MASK) ? null : text.strip();
  }

  @Nullable Long whole(String name) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof BigDecimal number) {
      try {
        return number.longValueExact();
      } catch (ArithmeticException e) {
        // Told below.
      }
    }
    throw Fault.invalid(name, name + ": expected a whole number");
  }

  @Nullable Boolean flag(String name) {
    Object value = values.get(name);
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    throw Fault.invalid(name, name + ": expected true or false");
  }

  /** Names only: values may be credentials. */
  @Override
  public String toString() {
    return "Fields" + values.keySet();
  }
}
