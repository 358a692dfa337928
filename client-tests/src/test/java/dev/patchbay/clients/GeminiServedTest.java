package dev.patchbay.clients;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.gemini.GeminiCodec;
import java.util.Map;

final class GeminiServedTest extends ServedContract {
  @Override
  Codec codec() {
    return new GeminiCodec();
  }

  @Override
  Client client(String url, boolean validating, Map<String, String> headers) {
    return new GeminiClient(url, headers);
  }

  @Override
  Client.Refused badGateway() {
    return new Client.Refused("ServerException", 502, "INTERNAL", null, "", null);
  }

  @Override
  Map<FailureKind, Client.Refused> refusals() {
    return new GeminiClientTest().refusals();
  }

  /** A signature of another protocol comes wrapped where Gemini has its own. */
  @Override
  String plain(Seen seen) {
    return seen.toString().replaceAll("\\nsignature \"cGF0Y2hiYXkx[^\"]*\"", "");
  }
}
