package dev.patchbay.server.http;

import dev.patchbay.json.Json;
import java.util.Map;

/** Faults as management tells them: {@code {"error": {"code", "message", "field"?}}}. Stateless. */
public final class FaultJson {
  private FaultJson() {}

  /** The answer that tells it. */
  public static Answer.Whole of(Fault fault) {
    String json =
        Json.write(
            out -> {
              out.beginObject().name("error").beginObject();
              out.name("code").value(fault.code());
              out.name("message").value(fault.text());
              if (fault.field() != null) {
                out.name("field").value(fault.field());
              }
              out.endObject().endObject();
            });
    Answer.Whole answer = Answer.json(fault.status(), json);
    for (Map.Entry<String, String> header : fault.headers().entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }
}
