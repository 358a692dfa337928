package dev.patchbay.clients;

import dev.patchbay.failure.FailureKind;
import java.util.Map;

final class ResponsesClientTest extends ClientContract {
  @Override
  Client client(String url, boolean validating) {
    return new ResponsesClient(url, validating);
  }

  @Override
  Map<FailureKind, Client.Refused> refusals() {
    return OpenAiClientTest.REFUSALS;
  }
}
