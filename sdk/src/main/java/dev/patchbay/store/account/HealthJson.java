package dev.patchbay.store.account;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.account.Circuit;
import dev.patchbay.account.Cooling;
import dev.patchbay.account.Probe;
import dev.patchbay.failure.FailureKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The parts of a state in its stored form, each written and read. Stateless. */
final class HealthJson {
  /** What a provider says may be long; a person needs its beginning. */
  private static final int LONGEST_MESSAGE = 500;

  private HealthJson() {}

  @FunctionalInterface
  interface Printer<T> {
    void print(JsonWriter json, T value) throws IOException;
  }

  @FunctionalInterface
  interface Entry {
    void read(String name) throws IOException;
  }

  static void write(JsonWriter json, Instant at) throws IOException {
    json.value(at.toString());
  }

  static Instant instant(JsonReader in) throws IOException {
    return Instant.parse(in.nextString());
  }

  static void write(JsonWriter json, Cooling cooling) throws IOException {
    json.beginObject().name("kind").value(cooling.kind().name());
    json.name("until").value(cooling.until().toString());
    json.name("stated").value(cooling.stated());
    json.name("message").value(shortened(cooling.message()));
    json.name("since").value(cooling.since().toString());
    if (cooling.probeAt() != null) {
      json.name("probeAt").value(cooling.probeAt().toString());
    }
    json.endObject();
  }

  static Cooling cooling(JsonReader in) throws IOException {
    FailureKind kind = FailureKind.RATE_LIMITED;
    Instant until = Instant.EPOCH;
    boolean stated = false;
    String message = "";
    Instant since = Instant.EPOCH;
    Instant probeAt = null;
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "kind" -> kind = kind(in.nextString(), kind);
        case "until" -> until = instant(in);
        case "stated" -> stated = in.nextBoolean();
        case "message" -> message = in.nextString();
        case "since" -> since = instant(in);
        case "probeAt" -> probeAt = instant(in);
        default -> in.skipValue();
      }
    }
    in.endObject();
    return new Cooling(kind, until, stated, message, since, probeAt);
  }

  static void write(JsonWriter json, Circuit circuit) throws IOException {
    json.beginObject().name("failures").value(circuit.failures());
    if (circuit.openUntil() != null) {
      json.name("openUntil").value(circuit.openUntil().toString());
    }
    json.name("openFor").value(circuit.openFor().toString()).endObject();
  }

  static Circuit circuit(JsonReader in) throws IOException {
    int failures = 0;
    Instant openUntil = null;
    Duration openFor = Duration.ZERO;
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "failures" -> failures = in.nextInt();
        case "openUntil" -> openUntil = instant(in);
        case "openFor" -> openFor = Duration.parse(in.nextString());
        default -> in.skipValue();
      }
    }
    in.endObject();
    return new Circuit(failures, openUntil, openFor);
  }

  static void write(JsonWriter json, Probe probe) throws IOException {
    json.beginObject().name("holder").value(probe.holder());
    json.name("until").value(probe.until().toString()).endObject();
  }

  static Probe probe(JsonReader in) throws IOException {
    String holder = "";
    Instant until = Instant.EPOCH;
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "holder" -> holder = in.nextString();
        case "until" -> until = instant(in);
        default -> in.skipValue();
      }
    }
    in.endObject();
    return new Probe(holder, until);
  }

  /** By name, in the order of names: the same state is the same text. */
  static <T> void writeMap(JsonWriter json, String name, Map<String, T> values, Printer<T> printer)
      throws IOException {
    if (values.isEmpty()) {
      return;
    }
    json.name(name).beginObject();
    for (Map.Entry<String, T> each : new TreeMap<>(values).entrySet()) {
      printer.print(json.name(each.getKey()), each.getValue());
    }
    json.endObject();
  }

  static void readMap(JsonReader in, Entry entry) throws IOException {
    in.beginObject();
    while (in.hasNext()) {
      entry.read(in.nextName());
    }
    in.endObject();
  }

  static String shortened(String message) {
    return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
  }

  /** A class that a newer release knows is some limit to this one. */
  private static FailureKind kind(String name, FailureKind unknown) {
    for (FailureKind kind : FailureKind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return unknown;
  }
}
