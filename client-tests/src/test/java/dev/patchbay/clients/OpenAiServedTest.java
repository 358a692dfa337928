package dev.patchbay.clients;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.openai.OpenAiCodec;
import java.util.Map;

final class OpenAiServedTest extends ServedContract {
  @Override
  Codec codec() {
    return new OpenAiCodec();
  }

  @Override
  Client client(String url, boolean validating, Map<String, String> headers) {
    return new OpenAiClient(url, validating, headers);
  }

  @Override
  Client.Refused badGateway() {
    return new Client.Refused("InternalServerException", 502, "server_error", null, "", null);
  }

  @Override
  Map<FailureKind, Client.Refused> refusals() {
    return OpenAiClientTest.REFUSALS;
  }

  @Override
  Map<String, String> unreadable() {
    return new OpenAiClientTest().unreadableStreams();
  }
}
