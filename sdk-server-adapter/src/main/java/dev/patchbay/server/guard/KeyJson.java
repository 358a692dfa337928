package dev.patchbay.server.guard;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.access.ApiKey;
import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.Period;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.price.PicoUsd;
import dev.patchbay.secret.Secret;
import dev.patchbay.server.http.Fault;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** API keys as management says them. Stateless. */
final class KeyJson {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_DESCRIPTION = 2000;
  private static final int MOST_MODELS = 1000;
  private static final long MOST_REQUESTS = 1_000_000;

  private KeyJson() {}

  /** Reads one field into a key. */
  @FunctionalInterface
  private interface Field {
    void read(JsonReader reader, String id, ApiKey.Builder key) throws IOException;
  }

  /** All that may be said of a key. */
  private static final Map<String, Field> FIELDS =
      Map.of(
          "name", (reader, id, key) -> key.name(text(reader, "name", LONGEST_NAME)),
          "description", (reader, id, key) -> key.description(description(reader)),
          "tenant", (reader, id, key) -> key.tenant(text(reader, "tenant", LONGEST_NAME)),
          "enabled", (reader, id, key) -> key.enabled(reader.nextBoolean()),
          "expires_at", (reader, id, key) -> key.expiresAt(time(reader)),
          "allowed_models", (reader, id, key) -> key.allowedModels(models(reader)),
          "requests_per_minute", (reader, id, key) -> key.requestsPerMinute(rate(reader)),
          "budget", (reader, id, key) -> key.budget(budget(reader, id)));

  /**
   * Changes a key by what a body says; what it leaves out stays.
   *
   * @return whether the body names the key
   * @throws Fault 400 naming the field
   */
  static boolean read(byte[] body, String id, ApiKey.Builder key) {
    try {
      return Json.read(body, reader -> fields(reader, id, key));
    } catch (BadJsonException e) {
      throw Fault.invalid(path(e.path()), "The body is not right: " + e.getMessage());
    }
  }

  private static String path(String path) {
    return path.startsWith("$.") ? path.substring(2) : path;
  }

  private static boolean fields(JsonReader reader, String id, ApiKey.Builder key)
      throws IOException {
    boolean named = false;
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      Field field = FIELDS.get(name);
      if (field == null) {
        throw unknown(name, FIELDS.keySet().stream().sorted().toList());
      }
      field.read(reader, id, key);
      named |= name.equals("name");
    }
    reader.endObject();
    return named;
  }

  private static Fault unknown(String name, List<String> known) {
    return Fault.invalid(
        name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
        "This field can't be set; there are " + String.join(", ", known));
  }

  private static String text(JsonReader reader, String field, int longest) throws IOException {
    String text = reader.nextString().strip();
    if (text.isEmpty() || text.length() > longest) {
      throw Fault.invalid(field, field + " must have from 1 to " + longest + " characters");
    }
    return text;
  }

  private static String description(JsonReader reader) throws IOException {
    String text = Json.stringOrNull(reader);
    if (text != null && text.length() > LONGEST_DESCRIPTION) {
      throw Fault.invalid(
          "description", "description must have at most " + LONGEST_DESCRIPTION + " characters");
    }
    return text == null ? "" : text;
  }

  private static @Nullable Instant time(JsonReader reader) throws IOException {
    String text = Json.stringOrNull(reader);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Fault.invalid(
          "expires_at", "expires_at must be a time such as 2027-01-31T12:00:00Z, or null");
    }
  }

  private static List<String> models(JsonReader reader) throws IOException {
    List<String> models = new ArrayList<>();
    if (Json.skipNull(reader)) {
      return models;
    }
    reader.beginArray();
    while (reader.hasNext()) {
      models.add(text(reader, "allowed_models[" + models.size() + "]", LONGEST_NAME));
      if (models.size() > MOST_MODELS) {
        throw Fault.invalid("allowed_models", "There may be at most " + MOST_MODELS + " models");
      }
    }
    reader.endArray();
    return models;
  }

  private static @Nullable Integer rate(JsonReader reader) throws IOException {
    Long rate = Json.longOrNull(reader);
    if (rate != null && (rate < 1 || rate > MOST_REQUESTS)) {
      throw Fault.invalid(
          "requests_per_minute",
          "requests_per_minute must be from 1 to " + MOST_REQUESTS + ", or null for no limit");
    }
    return rate == null ? null : (Integer) rate.intValue();
  }

  private static @Nullable Budget budget(JsonReader reader, String id) throws IOException {
    if (Json.skipNull(reader)) {
      return null;
    }
    BigDecimal limit = null;
    Period per = null;
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      switch (name) {
        case "limit" -> limit = limit(reader);
        case "per" -> per = period(reader);
        default -> throw unknown("budget." + name, List.of("limit", "per"));
      }
    }
    reader.endObject();
    if (limit == null) {
      throw badLimit();
    }
    if (per == null) {
      throw badPeriod();
    }
    return Budget.of(BudgetScope.KEY, id, limit, per);
  }

  private static BigDecimal limit(JsonReader reader) throws IOException {
    BigDecimal limit = Json.number(reader);
    if (!Budget.isLimit(limit)) {
      throw badLimit();
    }
    return limit;
  }

  private static Fault badLimit() {
    return Fault.invalid(
        "budget.limit",
        "budget.limit must be an amount in USD from 0 to 2000000, such as \"5.00\", with twelve"
            + " decimal places at most");
  }

  private static Period period(JsonReader reader) throws IOException {
    return Period.of(reader.nextString()).orElseThrow(KeyJson::badPeriod);
  }

  private static Fault badPeriod() {
    return Fault.invalid(
        "budget.per", "budget.per must be one of " + String.join(", ", Period.WORDS));
  }

  /** One key; its text only when it was just made. */
  static void write(JsonWriter out, ApiKey key, @Nullable Secret text) throws IOException {
    out.setSerializeNulls(true);
    out.beginObject();
    out.name("id").value(key.id());
    out.name("name").value(key.name());
    out.name("description").value(key.description());
    if (text != null) {
      out.name("key").value(text.reveal());
    }
    out.name("prefix").value(key.prefix());
    out.name("tenant").value(key.tenant());
    out.name("enabled").value(key.enabled());
    out.name("expires_at").value(time(key.expiresAt()));
    out.name("allowed_models").beginArray();
    for (String model : key.allowedModels()) {
      out.value(model);
    }
    out.endArray();
    out.name("requests_per_minute").value(key.requestsPerMinute());
    out.name("budget");
    write(out, key.budget());
    out.name("created_at").value(time(key.createdAt()));
    out.name("last_used_at").value(time(key.lastUsedAt()));
    out.endObject();
  }

  private static void write(JsonWriter out, @Nullable Budget budget) throws IOException {
    if (budget == null) {
      out.nullValue();
    } else {
      out.beginObject();
      out.name("limit").value(PicoUsd.toUsd(budget.limitPicoUsd()).toPlainString());
      out.name("per").value(budget.per().word());
      out.endObject();
    }
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
