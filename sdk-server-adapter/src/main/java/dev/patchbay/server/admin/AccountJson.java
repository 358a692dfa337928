package dev.patchbay.server.admin;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.AccountStatus;
import dev.patchbay.server.roster.AccountEntry;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows accounts. Never a credential. Stateless. */
final class AccountJson {
  private static final String INACTIVE = "inactive";

  private AccountJson() {}

  static void write(JsonWriter out, AccountDesk.Held held) throws IOException {
    AccountEntry entry = held.entry();
    AccountStatus status = held.status();
    out.beginObject();
    out.name("id").value(entry.id());
    out.name("name").value(entry.name());
    out.name("provider").value(entry.provider());
    out.name("kind").value("api_key");
    out.name("has_key").value(entry.hasKey());
    out.name("priority").value(entry.number("priority", 0));
    out.name("weight").value(entry.number("weight", 1));
    out.name("max_concurrency").value(entry.number("max-concurrency", 0));
    out.name("pause_hours").beginArray();
    for (String hours : entry.texts("pause-hours")) {
      out.value(hours);
    }
    out.endArray();
    out.name("paused").value(held.paused());
    out.name("state").value(status == null ? INACTIVE : status.state());
    out.name("reason").value(status == null || status.reason().isEmpty() ? null : status.reason());
    out.name("cooling_until").value(time(status == null ? null : status.until()));
    out.name("session_started_at").value(time(status == null ? null : status.sessionStartedAt()));
    out.name("requests").value(status == null ? 0 : status.requests());
    out.name("in_flight").value(status == null ? 0 : status.inFlight());
    out.name("last_used_at").value(time(status == null ? null : status.lastUsedAt()));
    out.name("expires_at").nullValue();
    out.name("source").value(entry.source().word());
    out.endObject();
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
