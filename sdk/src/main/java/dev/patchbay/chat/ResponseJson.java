package dev.patchbay.chat;

import static java.util.Map.entry;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/** The stored form of answers, without cost and trace. Stateless. */
final class ResponseJson {
  private static final Map<String, Json.Parser<?>> FIELDS =
      Map.of(
          "id", JsonReader::nextString,
          "model", JsonReader::nextString,
          "created", ResponseJson::instant,
          "choices", StoredObject.listOf(ResponseJson::choice),
          "usage", ResponseJson::usage,
          "service_tier", JsonReader::nextString,
          "extras", StoredObject::fields);

  private static final Map<String, Json.Parser<?>> CHOICE =
      Map.of(
          "index", JsonReader::nextInt,
          "message", MessageJson::readAssistant,
          "stop_reason", StoredObject.wordOf(StopReason.class),
          "stop_sequence", JsonReader::nextString,
          "extras", StoredObject::fields);

  private static final Map<String, Json.Parser<?>> USAGE =
      Map.ofEntries(
          entry("input_total", JsonReader::nextLong),
          entry("cache_read", JsonReader::nextLong),
          entry("cache_write_5m", JsonReader::nextLong),
          entry("cache_write_1h", JsonReader::nextLong),
          entry("cache_write_other", JsonReader::nextLong),
          entry("output_total", JsonReader::nextLong),
          entry("reasoning", JsonReader::nextLong),
          entry("audio_input", JsonReader::nextLong),
          entry("audio_output", JsonReader::nextLong),
          entry("web_searches", JsonReader::nextLong),
          entry("reported_cost_usd", Json::number));

  private ResponseJson() {}

  static ChatResponse read(JsonReader reader) throws IOException {
    StoredObject o = StoredObject.read(reader, FIELDS);
    return new ChatResponse(
        o.need("id"),
        o.need("model"),
        o.find("created"),
        o.need("choices"),
        o.find("usage"),
        o.find("service_tier"),
        o.or("extras", JsonFields.NONE));
  }

  static void write(StoredWriter out, ChatResponse response) throws IOException {
    Instant created = response.created();
    out.begin().text("id", response.id()).text("model", response.model());
    out.text("created", created == null ? null : created.toString());
    out.wholeList("choices", response.choices(), ResponseJson::choice);
    out.object("usage", response.usage(), ResponseJson::usage);
    out.text("service_tier", response.serviceTier()).fields("extras", response.extras()).end();
  }

  private static Choice choice(JsonReader reader) throws IOException {
    StoredObject o = StoredObject.read(reader, CHOICE);
    return new Choice(
        o.need("index"),
        o.need("message"),
        o.need("stop_reason"),
        o.find("stop_sequence"),
        o.or("extras", JsonFields.NONE));
  }

  private static void choice(StoredWriter out, Choice choice) throws IOException {
    out.begin().number("index", choice.index());
    out.object("message", choice.message(), MessageJson::writeAssistant);
    out.word("stop_reason", choice.stopReason()).text("stop_sequence", choice.stopSequence());
    out.fields("extras", choice.extras()).end();
  }

  private static Usage usage(JsonReader reader) throws IOException {
    StoredObject o = StoredObject.read(reader, USAGE);
    return new Usage(
        o.find("input_total"),
        o.find("cache_read"),
        o.find("cache_write_5m"),
        o.find("cache_write_1h"),
        o.find("cache_write_other"),
        o.find("output_total"),
        o.find("reasoning"),
        o.find("audio_input"),
        o.find("audio_output"),
        o.find("web_searches"),
        o.find("reported_cost_usd"));
  }

  private static void usage(StoredWriter out, Usage usage) throws IOException {
    out.begin().number("input_total", usage.inputTotal()).number("cache_read", usage.cacheRead());
    out.number("cache_write_5m", usage.cacheWrite5m());
    out.number("cache_write_1h", usage.cacheWrite1h());
    out.number("cache_write_other", usage.cacheWriteOther());
    out.number("output_total", usage.outputTotal()).number("reasoning", usage.reasoning());
    out.number("audio_input", usage.audioInput()).number("audio_output", usage.audioOutput());
    out.number("web_searches", usage.webSearches());
    out.number("reported_cost_usd", usage.reportedCostUsd()).end();
  }

  private static Instant instant(JsonReader reader) throws IOException {
    String text = reader.nextString();
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new BadJsonException(reader.getPath(), "Expected an ISO-8601 instant");
    }
  }
}
