package dev.patchbay.structured;

import dev.patchbay.chat.ChatResponse;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a value. Immutable if the value is.
 *
 * @param value what the answer says
 * @param response the answer itself; its trace's losses say what the provider could not be told of
 *     the schema
 * @param rejected the answer before it, if that said no such value; empty if the first one did
 */
public record StructuredResponse<T>(T value, ChatResponse response, List<ChatResponse> rejected) {
  public StructuredResponse {
    rejected = List.copyOf(rejected);
  }

  /** What all the answers cost in USD; null if one of them is unknown. */
  public @Nullable BigDecimal costUsd() {
    BigDecimal total = response.costUsd();
    for (ChatResponse one : rejected) {
      total = total == null || one.costUsd() == null ? null : total.add(one.costUsd());
    }
    return total;
  }
}
