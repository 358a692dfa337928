package dev.patchbay.clients;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.util.Map;

final class ResponsesServedTest extends ServedContract {
  @Override
  Codec codec() {
    return new ResponsesCodec();
  }

  @Override
  Client client(String url, boolean validating, Map<String, String> headers) {
    return new ResponsesClient(url, validating, headers);
  }

  @Override
  Client.Refused badGateway() {
    return new Client.Refused("InternalServerException", 502, "server_error", null, "", null);
  }

  @Override
  Map<FailureKind, Client.Refused> refusals() {
    return OpenAiClientTest.REFUSALS;
  }

  /** Ids are ours, since a client may go on from them. */
  @Override
  String plain(Seen seen) {
    return super.plain(seen).replaceFirst("id .*", "id");
  }
}
