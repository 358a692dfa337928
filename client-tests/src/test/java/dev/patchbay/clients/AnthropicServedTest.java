package dev.patchbay.clients;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import java.util.Map;

final class AnthropicServedTest extends ServedContract {
  @Override
  Codec codec() {
    return new AnthropicCodec();
  }

  @Override
  Client client(String url, boolean validating, Map<String, String> headers) {
    return new AnthropicClient(url, validating, headers);
  }

  @Override
  Client.Refused badGateway() {
    return new Client.Refused("InternalServerException", 502, "api_error", null, "", null);
  }

  @Override
  Map<FailureKind, Client.Refused> refusals() {
    return new AnthropicClientTest().refusals();
  }
}
