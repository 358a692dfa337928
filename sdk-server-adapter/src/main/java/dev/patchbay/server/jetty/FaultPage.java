package dev.patchbay.server.jetty;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Fault;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty itself refuses, as bad HTTP, told as this server tells faults. Thread-safe. */
final class FaultPage extends ErrorHandler {
  private static final Map<Integer, String> CODES =
      Map.of(
          408, "request_timeout",
          413, "request_too_large",
          414, "uri_too_long",
          417, "expectation_failed",
          426, "upgrade_required",
          431, "headers_too_large",
          501, "not_implemented",
          505, "version_not_supported");

  private final Refusals refusals;

  FaultPage(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Object cause = request.getAttribute(ERROR_EXCEPTION);
    int status = cause instanceof HttpException bad ? bad.getCode() : response.getStatus();
    Answer.Whole page = refusals.tell(fault(status < 400 ? 500 : status, cause));
    response.setStatus(page.status());
    page.headers().forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(page.body()), callback);
    return true;
  }

  private static Fault fault(int status, Object cause) {
    String code = CODES.getOrDefault(status, status < 500 ? "invalid_request" : "internal_error");
    String reason =
        status < 500 && cause instanceof HttpException bad && bad.getReason() != null
            ? ": " + bad.getReason()
            : "";
    return Fault.of(status, code, HttpStatus.getMessage(status) + reason);
  }
}
