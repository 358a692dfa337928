package dev.patchbay.wire.oai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Sampling;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Encodes the numbers of one request. One thread. */
public final class NumberEncoder {
  private final Scope scope;

  public NumberEncoder(Scope scope) {
    this.scope = scope;
  }

  /** The most tokens of an answer, within what the model gives; null if unsaid. */
  public @Nullable Integer limit(ChatRequest request) {
    Integer limit = request.maxOutputTokens();
    Integer most = scope.target().maxOutput();
    if (limit == null || most == null || limit <= most) {
      return limit;
    }
    scope.lost("max-output-tokens", "Lowered from " + limit + " to the model's " + most);
    return most;
  }

  /** How freely words are chosen. */
  public void freedom(JsonWriter writer, Sampling sampling) throws IOException {
    boolean refused = scope.has(Quirk.NO_SAMPLING);
    boolean both = sampling.temperature() != null && scope.has(Quirk.TEMPERATURE_XOR_TOP_P);
    number(writer, "temperature", sampling.temperature(), refused);
    number(writer, "top_p", sampling.topP(), both || refused);
  }

  /** Writes a number unless the target refuses it. */
  public void number(JsonWriter writer, String name, @Nullable Number number, boolean refused)
      throws IOException {
    if (number != null && refused) {
      scope.lost(Scope.feature(name), "The target does not take it");
    } else if (number != null) {
      writer.name(name).value(number);
    }
  }

  /** Declares what the protocol has no field for. */
  public void absent(String field, @Nullable Object said) {
    if (said != null) {
      scope.lost(Scope.feature(field), "The protocol has no " + field);
    }
  }
}
