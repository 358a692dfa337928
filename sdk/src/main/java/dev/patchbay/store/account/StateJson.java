package dev.patchbay.store.account;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.account.AccountState;
import dev.patchbay.account.AccountStateBuilder;
import dev.patchbay.account.Circuit;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a state: JSON with a version, without what is absent. During an upgrade older
 * instances read what newer ones wrote, so a field that is not known is skipped. How often the
 * state was replaced is not in it: that is a column. Stateless.
 */
final class StateJson {
  private static final int VERSION = 1;

  private StateJson() {}

  static String write(AccountState state) {
    return Json.write(json -> write(json, state));
  }

  /**
   * A state that nobody has replaced.
   *
   * @throws BadJsonException if the document is none
   */
  static AccountState read(String document) {
    try {
      return Json.read(document, StateJson::read);
    } catch (DateTimeException e) {
      throw new BadJsonException("$", "Expected times: " + e.getMessage());
    }
  }

  private static void write(JsonWriter json, AccountState state) throws IOException {
    json.beginObject().name("v").value(VERSION);
    if (state.cooling() != null) {
      HealthJson.write(json.name("cooling"), state.cooling());
    }
    HealthJson.writeMap(json, "modelCooling", state.modelCooling(), HealthJson::write);
    HealthJson.writeMap(json, "parkedModels", state.parkedModels(), HealthJson::write);
    if (state.needsReauth() != null) {
      json.name("needsReauth").value(HealthJson.shortened(state.needsReauth()));
    }
    if (state.streak() > 0) {
      json.name("streak").value(state.streak());
    }
    time(json, "lastRateLimit", state.lastRateLimit());
    if (!state.circuit().equals(Circuit.CLOSED)) {
      HealthJson.write(json.name("circuit"), state.circuit());
    }
    HealthJson.writeMap(json, "modelCircuits", state.modelCircuits(), HealthJson::write);
    if (state.probe() != null) {
      HealthJson.write(json.name("probe"), state.probe());
    }
    time(json, "sessionStartedAt", state.sessionStartedAt());
    time(json, "lastUsedAt", state.lastUsedAt());
    if (state.paused()) {
      json.name("paused").value(true);
    }
    json.name("requests").value(state.requests()).endObject();
  }

  private static AccountState read(JsonReader in) throws IOException {
    AccountStateBuilder state = AccountState.NEW.toBuilder();
    int streak = 0;
    Instant lastRateLimit = null;
    long requests = 0;
    Instant lastUsedAt = null;
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "cooling" -> state.cooling(HealthJson.cooling(in));
        case "modelCooling" ->
            HealthJson.readMap(in, model -> state.cooling(model, HealthJson.cooling(in)));
        case "parkedModels" ->
            HealthJson.readMap(in, model -> state.parked(model, HealthJson.instant(in)));
        case "needsReauth" -> state.needsReauth(in.nextString());
        case "streak" -> streak = in.nextInt();
        case "lastRateLimit" -> lastRateLimit = HealthJson.instant(in);
        case "circuit" -> state.circuit(HealthJson.circuit(in));
        case "modelCircuits" ->
            HealthJson.readMap(in, model -> state.circuit(model, HealthJson.circuit(in)));
        case "probe" -> state.probe(HealthJson.probe(in));
        case "sessionStartedAt" -> state.sessionStartedAt(HealthJson.instant(in));
        case "lastUsedAt" -> lastUsedAt = HealthJson.instant(in);
        case "paused" -> state.paused(in.nextBoolean());
        case "requests" -> requests = in.nextLong();
        default -> in.skipValue();
      }
    }
    in.endObject();
    return state.streak(streak, lastRateLimit).uses(requests, lastUsedAt).build();
  }

  private static void time(JsonWriter json, String name, @Nullable Instant at) throws IOException {
    if (at != null) {
      HealthJson.write(json.name(name), at);
    }
  }
}
