package dev.patchbay.server.api;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.failure.Failure;
import dev.patchbay.json.Json;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Dropped;
import dev.patchbay.route.Plan;
import dev.patchbay.route.RouteQuery;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A plan as JSON. Stateless. */
final class PlanJson {
  private PlanJson() {}

  static String write(Plan plan) {
    return Json.write(
        out -> {
          out.beginObject().name("query");
          query(out, plan.query());
          out.name("candidates").beginArray();
          for (Candidate candidate : plan.candidates()) {
            candidate(out, candidate);
          }
          out.endArray().name("dropped").beginArray();
          for (Dropped dropped : plan.dropped()) {
            dropped(out, dropped);
          }
          out.endArray();
          words(out, "notes", plan.notes());
          if (plan.failure() != null) {
            failure(out, plan.failure());
          }
          out.endObject();
        });
  }

  private static void query(JsonWriter out, RouteQuery query) throws IOException {
    out.beginObject();
    out.name("model").value(query.model());
    out.name("protocol").value(query.clientProtocol() == null ? null : query.clientProtocol().id());
    out.name("estimated_tokens").value(query.estimatedTokens());
    out.name("max_output_tokens").value(query.maxOutputTokens());
    words(out, "needs", query.needs().stream().map(PlanJson::word).sorted().toList());
    out.name("stream").value(query.stream());
    out.name("session_key").value(query.sessionKey());
    out.name("tenant").value(query.tenant());
    out.name("caller").value(query.caller());
    words(out, "tags", query.tags());
    optional(out, "provider", query.providerPin());
    optional(out, "account", query.accountPin());
    out.endObject();
  }

  private static void candidate(JsonWriter out, Candidate candidate) throws IOException {
    out.beginObject();
    out.name("provider").value(candidate.target().provider().id());
    out.name("account").value(candidate.account().alias());
    out.name("model").value(candidate.target().model());
    out.name("protocol").value(candidate.target().protocol().id());
    out.name("grade").value(word(candidate.target().grade()));
    out.name("substitution").value(candidate.target().substitution());
    out.name("probe").value(candidate.probe());
    out.name("reason").value(candidate.reason());
    out.endObject();
  }

  private static void dropped(JsonWriter out, Dropped dropped) throws IOException {
    out.beginObject();
    out.name("provider").value(dropped.provider());
    optional(out, "account", dropped.account());
    optional(out, "model", dropped.model());
    out.name("reason").value(word(dropped.reason()));
    optional(out, "detail", dropped.detail().isEmpty() ? null : dropped.detail());
    optional(out, "until", dropped.until() == null ? null : dropped.until().toString());
    out.endObject();
  }

  private static void failure(JsonWriter out, Failure failure) throws IOException {
    out.name("failure").beginObject();
    out.name("kind").value(word(failure.kind()));
    out.name("message").value(failure.message());
    out.endObject();
  }

  private static void words(JsonWriter out, String name, Collection<String> words)
      throws IOException {
    out.name(name).beginArray();
    for (String word : words) {
      out.value(word);
    }
    out.endArray();
  }

  private static void optional(JsonWriter out, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.name(name).value(value);
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
