package dev.patchbay.failure;

import static dev.patchbay.failure.FailureKind.AUTHENTICATION;
import static dev.patchbay.failure.FailureKind.CONTENT_FILTERED;
import static dev.patchbay.failure.FailureKind.CONTEXT_TOO_LONG;
import static dev.patchbay.failure.FailureKind.INVALID_REQUEST;
import static dev.patchbay.failure.FailureKind.MISCONFIGURED;
import static dev.patchbay.failure.FailureKind.MODEL_NOT_FOUND;
import static dev.patchbay.failure.FailureKind.OVERLOADED;
import static dev.patchbay.failure.FailureKind.PERMISSION;
import static dev.patchbay.failure.FailureKind.QUOTA_EXHAUSTED;
import static dev.patchbay.failure.FailureKind.RATE_LIMITED;
import static dev.patchbay.failure.FailureKind.SERVER_ERROR;
import static dev.patchbay.failure.FailureKind.TIMEOUT;
import static dev.patchbay.failure.LimitScope.ACCOUNT;
import static dev.patchbay.failure.LimitScope.ACCOUNT_MODEL;
import static dev.patchbay.failure.LimitScope.REQUEST;
import static dev.patchbay.failure.Said.anthropic;
import static dev.patchbay.failure.Said.gemini;
import static dev.patchbay.failure.Said.openai;
import static dev.patchbay.failure.Said.responses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTableTest {
  private static final Instant NOW = Instant.parse("2026-11-20T21:00:00Z");

  @ParameterizedTest
  @MethodSource({
    "everyErrorOfAnthropic",
    "everyErrorOfOpenAiAndItsKin",
    "everyErrorOfGemini",
    "errorsInsideAStreamByTheirWords"
  })
  void namesTheClassTheScopeAndTheWait(
      FailureKind kind, LimitScope scope, @Nullable String seconds, Said said) {
    Failure failure = FailureTable.classify(said.signal(), FailurePhase.BEFORE_OUTPUT, NOW);
    assertEquals(kind, failure.kind());
    assertEquals(scope, failure.scope());
    assertEquals(duration(seconds), failure.retryAfter());
  }

  static Stream<Arguments> everyErrorOfAnthropic() {
    return Stream.of(
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            anthropic(400)
                .type("invalid_request_error")
                .message(
                    "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_fx1.")),
        arguments(
            CONTEXT_TOO_LONG,
            ACCOUNT,
            null,
            anthropic(400)
                .type("invalid_request_error")
                .message("prompt is too long: 210000 tokens > 200000 maximum")),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            anthropic(400)
                .type("invalid_request_error")
                .message("temperature: Extra inputs are not permitted")),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            anthropic(400)
                .type("invalid_request_error")
                .message("messages.5.content.0: Invalid `signature` in `thinking` block.")),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            anthropic(400)
                .type("invalid_request_error")
                .message("thinking.type.disabled is not supported for this model.")),
        arguments(
            AUTHENTICATION,
            ACCOUNT,
            null,
            anthropic(401).type("authentication_error").message("invalid x-api-key")),
        arguments(
            QUOTA_EXHAUSTED,
            ACCOUNT,
            null,
            anthropic(402)
                .type("billing_error")
                .message("There is an issue with your billing or payment information.")),
        arguments(
            PERMISSION,
            ACCOUNT,
            null,
            anthropic(403)
                .type("permission_error")
                .message("Your API key does not have permission to use the specified resource.")),
        arguments(
            MODEL_NOT_FOUND,
            ACCOUNT_MODEL,
            null,
            anthropic(404).type("not_found_error").message("model: claude-9")),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            anthropic(404).type("not_found_error").message("File not found: file_fx1")),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            anthropic(413).type("request_too_large").message("Request exceeds the maximum size")),
        arguments(
            RATE_LIMITED, REQUEST, null, anthropic(429).type("rate_limit_error").message("Error")),
        arguments(
            RATE_LIMITED,
            ACCOUNT,
            "5",
            anthropic(429)
                .type("rate_limit_error")
                .message("Ramp limit exceeded.")
                .detail("error_code", "ramp_limit_exceeded")
                .header("retry-after", "5")),
        arguments(
            QUOTA_EXHAUSTED,
            ACCOUNT,
            null,
            anthropic(429)
                .type("rate_limit_error")
                .message("Spend limit")
                .detail("error_code", "enforced_spend_limit_reached")),
        arguments(
            RATE_LIMITED,
            ACCOUNT,
            "30",
            anthropic(429)
                .type("rate_limit_error")
                .message("This would exceed the rate limit for your organization.")
                .header("anthropic-ratelimit-tokens-remaining", "0")
                .header("anthropic-ratelimit-tokens-reset", "2026-11-20T21:00:30Z")
                .header("retry-after", "30")),
        arguments(
            SERVER_ERROR,
            ACCOUNT,
            null,
            anthropic(500).type("api_error").message("Internal server error")),
        arguments(
            SERVER_ERROR,
            ACCOUNT,
            null,
            anthropic(504).type("timeout_error").message("Request timed out")),
        arguments(
            OVERLOADED,
            ACCOUNT,
            null,
            anthropic(529).type("overloaded_error").message("Overloaded")),
        arguments(
            QUOTA_EXHAUSTED,
            ACCOUNT,
            null,
            anthropic(400)
                .type("invalid_request_error")
                .message("Your credit balance is too low to access the API.")),
        arguments(
            QUOTA_EXHAUSTED,
            ACCOUNT,
            "10800",
            anthropic(400)
                .type("invalid_request_error")
                .message(
                    "You have reached your specified API usage limits. You will regain access on 2026-11-21 at 00:00 UTC.")),
        arguments(
            PERMISSION,
            ACCOUNT,
            null,
            anthropic(403)
                .type("permission_error")
                .message("OAuth authentication is currently not allowed for this organization.")),
        arguments(
            PERMISSION,
            ACCOUNT,
            null,
            anthropic(400)
                .type("invalid_request_error")
                .message("This organization has been disabled.")),
        arguments(
            CONTENT_FILTERED,
            ACCOUNT,
            null,
            anthropic(400)
                .type("invalid_request_error")
                .message("Output blocked by content filtering policy")));
  }

  static Stream<Arguments> everyErrorOfOpenAiAndItsKin() {
    return Stream.of(
        arguments(
            SERVER_ERROR,
            ACCOUNT,
            null,
            openai(200)
                .code("502")
                .message("Provider returned error")
                .detail("error_type", "provider_unavailable")),
        arguments(
            CONTENT_FILTERED,
            ACCOUNT,
            null,
            openai(400)
                .code("content_filter")
                .message("The response was filtered")
                .detail("innererror.code", "ResponsibleAIPolicyViolation")),
        arguments(
            CONTENT_FILTERED,
            ACCOUNT,
            null,
            openai(403)
                .code("403")
                .message("Your input was refused")
                .detail("flagged_input", "some words")),
        arguments(
            CONTENT_FILTERED,
            ACCOUNT,
            null,
            openai(400)
                .type("invalid_request_error")
                .code("content_policy_violation")
                .message("Rejected by the safety system")),
        arguments(
            CONTEXT_TOO_LONG,
            ACCOUNT,
            null,
            openai(400)
                .type("invalid_request_error")
                .code("context_length_exceeded")
                .message("too long")),
        arguments(
            CONTEXT_TOO_LONG,
            ACCOUNT,
            null,
            openai(400).message("This model has a maximum context length of 4096 tokens")),
        arguments(
            CONTEXT_TOO_LONG,
            ACCOUNT,
            null,
            openai(403).message("Input is too long: reduce the length of the messages")),
        arguments(
            CONTEXT_TOO_LONG,
            ACCOUNT,
            null,
            openai(413)
                .type("tokens")
                .code("rate_limit_exceeded")
                .message(
                    "Request too large for model `m` on tokens per minute (TPM): Limit 6000, Requested 9000")),
        arguments(
            CONTEXT_TOO_LONG,
            ACCOUNT,
            null,
            openai(400).message("the request exceeds the available context size")),
        arguments(INVALID_REQUEST, ACCOUNT, null, openai(400).message("model is required")),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            openai(400)
                .type("invalid_request_error")
                .code("unsupported_parameter")
                .message("Unsupported parameter: 'max_tokens' is not supported with this model.")),
        arguments(
            AUTHENTICATION,
            ACCOUNT,
            null,
            openai(401)
                .type("invalid_request_error")
                .code("invalid_api_key")
                .message("Incorrect API key provided")),
        arguments(AUTHENTICATION, ACCOUNT, null, openai(401).html("{}")),
        arguments(
            QUOTA_EXHAUSTED,
            ACCOUNT,
            null,
            openai(402)
                .code("402")
                .message("This request requires more credits, or fewer max_tokens.")
                .detail("error_type", "payment_required")),
        arguments(
            PERMISSION,
            ACCOUNT,
            null,
            openai(403)
                .type("request_forbidden")
                .code("unsupported_country_region_territory")
                .message("Country, region, or territory not supported")),
        arguments(
            MODEL_NOT_FOUND,
            ACCOUNT_MODEL,
            null,
            openai(403)
                .type("invalid_request_error")
                .message("Project `p` does not have access to model `gpt-9`")),
        arguments(
            MODEL_NOT_FOUND,
            ACCOUNT_MODEL,
            null,
            openai(404)
                .code("DeploymentNotFound")
                .message("The API deployment for this resource does not exist.")),
        arguments(
            MODEL_NOT_FOUND,
            ACCOUNT_MODEL,
            null,
            openai(404).type("invalid_request_error").code("model_not_found").message("gone")),
        arguments(
            MODEL_NOT_FOUND,
            ACCOUNT_MODEL,
            null,
            openai(404).message("model 'llama9' not found, try pulling it first")),
        arguments(
            MODEL_NOT_FOUND,
            ACCOUNT_MODEL,
            null,
            openai(400).code("1500").message("Invalid model: mistral-giant")),
        arguments(MODEL_NOT_FOUND, ACCOUNT_MODEL, null, openai(400).message("Model Not Exist")),
        arguments(
            MODEL_NOT_FOUND,
            ACCOUNT_MODEL,
            null,
            openai(400).code("400").message("x/y is not a valid model ID")),
        arguments(
            MODEL_NOT_FOUND,
            ACCOUNT_MODEL,
            null,
            openai(404).code("404").message("No endpoints found for x/y.")),
        arguments(
            MISCONFIGURED, ACCOUNT, null, openai(404).html("<html>404 page not found</html>")),
        arguments(MISCONFIGURED, ACCOUNT, null, openai(302)),
        arguments(
            TIMEOUT,
            ACCOUNT_MODEL,
            null,
            openai(408).type("timeout").message("Request timed out.")),
        arguments(TIMEOUT, ACCOUNT_MODEL, null, openai(425).message("Too early")),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            openai(413).html("<html>413 Request Entity Too Large</html>")),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            openai(422).type("invalid_request_error").message("Extra inputs are not permitted")),
        arguments(
            RATE_LIMITED,
            ACCOUNT,
            "6.2",
            openai(429)
                .code("429")
                .message("Please retry after 7 seconds.")
                .header("retry-after", "7")
                .header("retry-after-ms", "6200")
                .header("x-ratelimit-remaining-requests", "0")),
        arguments(
            RATE_LIMITED,
            ACCOUNT_MODEL,
            "2",
            openai(429)
                .type("tokens")
                .code("rate_limit_exceeded")
                .message(
                    "Rate limit reached for model `gpt-oss` on tokens per minute (TPM): Limit 18000. Please try again in 7.66s.")
                .header("retry-after", "2")
                .header("x-ratelimit-reset-tokens", "7.66s")),
        arguments(
            QUOTA_EXHAUSTED,
            ACCOUNT,
            null,
            openai(429)
                .type("insufficient_quota")
                .code("insufficient_quota")
                .message("You exceeded your current quota")),
        arguments(
            QUOTA_EXHAUSTED,
            ACCOUNT,
            null,
            openai(429).code("1113").message("Insufficient balance or no resource package.")),
        arguments(
            RATE_LIMITED,
            ACCOUNT,
            "60",
            openai(429)
                .code("429")
                .message("Rate limit exceeded: free-models-per-min.")
                .detail("error_type", "rate_limit_exceeded")
                .header("retry-after", "60")
                .header("x-ratelimit-remaining", "0")),
        arguments(
            RATE_LIMITED,
            ACCOUNT_MODEL,
            "19.5",
            openai(429)
                .type("requests")
                .code("rate_limit_exceeded")
                .message(
                    "Rate limit reached for gpt-5.4 in organization org-fx on requests per min (RPM): Limit 3. Please try again in 20s.")
                .header("retry-after", "20")
                .header("retry-after-ms", "19500")
                .header("x-ratelimit-remaining-requests", "0")
                .header("x-ratelimit-reset-requests", "1m30.5s")
                .header("x-ratelimit-reset-tokens", "6m0s")),
        arguments(
            RATE_LIMITED,
            ACCOUNT_MODEL,
            null,
            openai(498)
                .type("server_error")
                .code("capacity_exceeded")
                .message("Flex tier capacity exceeded")),
        arguments(RATE_LIMITED, ACCOUNT_MODEL, null, openai(429).html("<html>slow</html>")),
        arguments(
            RATE_LIMITED,
            ACCOUNT,
            null,
            openai(429).code("rate_limit_exceeded").header("x-ratelimit-limit-requests", "3")),
        arguments(
            SERVER_ERROR,
            ACCOUNT,
            null,
            openai(500).type("server_error").message("The server had an error")),
        arguments(
            OVERLOADED,
            ACCOUNT,
            "3600",
            openai(503)
                .type("service_unavailable_error")
                .code("server_is_overloaded")
                .message("The engine is currently overloaded")
                .header("retry-after", "Fri, 20 Nov 2026 22:00:00 GMT")),
        arguments(OVERLOADED, ACCOUNT, null, openai(503).code("slow_down")),
        arguments(RATE_LIMITED, ACCOUNT_MODEL, null, openai(429).code("slow_down")),
        arguments(OVERLOADED, ACCOUNT, null, openai(429).type("engine_overloaded_error")),
        arguments(
            SERVER_ERROR, ACCOUNT, null, openai(504).html("<html>504 Gateway Time-out</html>")),
        arguments(SERVER_ERROR, ACCOUNT, null, openai(200).html("<html>Welcome</html>")),
        arguments(SERVER_ERROR, ACCOUNT, null, openai(200)),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            responses(400)
                .type("invalid_request_error")
                .message(
                    "Item 'rs_fx1' of type 'reasoning' was provided without its required following item.")),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            responses(400)
                .type("invalid_request_error")
                .message("No tool output found for function call call_aaa111.")),
        arguments(
            AUTHENTICATION,
            ACCOUNT,
            null,
            responses(401)
                .type("invalid_request_error")
                .message("Missing bearer or basic authentication in header")),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            responses(404)
                .type("invalid_request_error")
                .code("previous_response_not_found")
                .message("Previous response with id 'resp_fx0' not found.")),
        arguments(
            QUOTA_EXHAUSTED,
            ACCOUNT,
            "5400",
            responses(429)
                .type("usage_limit_reached")
                .message("The usage limit has been reached")
                .detail("resets_in_seconds", "5400")),
        arguments(
            SERVER_ERROR, ACCOUNT, null, responses(500).type("server_error").code("server_error")));
  }

  static Stream<Arguments> everyErrorOfGemini() {
    return Stream.of(
        arguments(
            AUTHENTICATION,
            ACCOUNT,
            null,
            gemini(400)
                .type("INVALID_ARGUMENT")
                .message("API key not valid.")
                .detail("reason", "API_KEY_INVALID")),
        arguments(
            PERMISSION,
            ACCOUNT,
            null,
            gemini(400)
                .type("FAILED_PRECONDITION")
                .message("User location is not supported for the API use.")),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            gemini(400)
                .type("INVALID_ARGUMENT")
                .message("Invalid JSON payload received. Unknown name additionalProperties")),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            gemini(400)
                .type("INVALID_ARGUMENT")
                .message("Function call is missing a thought_signature in functionCall parts.")),
        arguments(
            CONTEXT_TOO_LONG,
            ACCOUNT,
            null,
            gemini(400)
                .type("INVALID_ARGUMENT")
                .message(
                    "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).")),
        arguments(
            AUTHENTICATION,
            ACCOUNT,
            null,
            gemini(401)
                .type("UNAUTHENTICATED")
                .message("invalid credentials")
                .detail("reason", "ACCESS_TOKEN_EXPIRED")),
        arguments(
            PERMISSION,
            ACCOUNT,
            null,
            gemini(403).type("PERMISSION_DENIED").message("unregistered callers")),
        arguments(
            MODEL_NOT_FOUND,
            ACCOUNT_MODEL,
            null,
            gemini(404)
                .type("NOT_FOUND")
                .message(
                    "models/gemini-9 is not found for API version v1beta, or is not supported for generateContent.")),
        arguments(
            RATE_LIMITED,
            ACCOUNT_MODEL,
            null,
            gemini(429)
                .type("RESOURCE_EXHAUSTED")
                .message("Resource exhausted. Please try again later.")),
        arguments(
            QUOTA_EXHAUSTED,
            ACCOUNT_MODEL,
            "47941.20964964",
            gemini(429)
                .type("RESOURCE_EXHAUSTED")
                .message(
                    "You have exhausted your capacity on this model. Your quota will reset after 13h19m1s.")
                .detail("reason", "QUOTA_EXHAUSTED")
                .detail("quotaResetDelay", "13h19m1.20964964s")
                .detail("retryDelay", "47941.209649640s")),
        arguments(
            QUOTA_EXHAUSTED,
            ACCOUNT_MODEL,
            null,
            gemini(429)
                .type("RESOURCE_EXHAUSTED")
                .message("You exceeded your current quota.")
                .detail("quotaId", "GenerateRequestsPerDayPerProjectPerModel-FreeTier")
                .detail("retryDelay", "41s")),
        arguments(
            RATE_LIMITED,
            ACCOUNT_MODEL,
            "34.074824224",
            gemini(429)
                .type("RESOURCE_EXHAUSTED")
                .message("You exceeded your current quota. Please retry in 34.074824224s.")
                .detail("quotaId", "GenerateRequestsPerMinutePerProjectPerModel-FreeTier")
                .detail("retryDelay", "34.074824224s")),
        arguments(
            RATE_LIMITED,
            ACCOUNT,
            "60",
            gemini(429)
                .type("RESOURCE_EXHAUSTED")
                .detail("quotaId", "GenerateRequestsPerMinutePerProject")),
        arguments(
            MODEL_NOT_FOUND,
            ACCOUNT_MODEL,
            null,
            gemini(429)
                .type("RESOURCE_EXHAUSTED")
                .message("Quota exceeded for metric: requests, limit: 0")
                .detail("quotaId", "GenerateRequestsPerDayPerProjectPerModel-FreeTier")),
        arguments(
            OVERLOADED,
            ACCOUNT_MODEL,
            null,
            gemini(429).type("RESOURCE_EXHAUSTED").detail("reason", "MODEL_CAPACITY_EXHAUSTED")),
        arguments(
            SERVER_ERROR,
            ACCOUNT,
            null,
            gemini(499).type("CANCELLED").message("The operation was cancelled.")),
        arguments(SERVER_ERROR, ACCOUNT, null, gemini(500).type("INTERNAL")),
        arguments(
            OVERLOADED,
            ACCOUNT,
            null,
            gemini(503).type("UNAVAILABLE").message("The model is overloaded.")),
        arguments(SERVER_ERROR, ACCOUNT, null, gemini(504).type("DEADLINE_EXCEEDED")),
        arguments(
            CONTENT_FILTERED,
            ACCOUNT,
            null,
            gemini(200).detail("blockReason", "PROHIBITED_CONTENT")),
        arguments(PERMISSION, ACCOUNT, null, openai(403).html("Forbidden")),
        arguments(OVERLOADED, ACCOUNT, null, openai(529)),
        arguments(OVERLOADED, ACCOUNT, null, openai(503).html("no healthy upstream")));
  }

  static Stream<Arguments> errorsInsideAStreamByTheirWords() {
    return Stream.of(
        arguments(
            OVERLOADED, ACCOUNT, null, anthropic(0).type("overloaded_error").message("Overloaded")),
        arguments(
            RATE_LIMITED, REQUEST, null, anthropic(0).type("rate_limit_error").message("Slow")),
        arguments(SERVER_ERROR, ACCOUNT, null, anthropic(0).type("api_error").message("Internal")),
        arguments(
            INVALID_REQUEST,
            ACCOUNT,
            null,
            anthropic(0).type("invalid_request_error").message("No")),
        arguments(
            CONTEXT_TOO_LONG,
            ACCOUNT,
            null,
            anthropic(0)
                .type("invalid_request_error")
                .message("prompt is too long: 3 tokens > 2 maximum")),
        arguments(TIMEOUT, ACCOUNT_MODEL, null, anthropic(0).type("timeout_error")),
        arguments(
            SERVER_ERROR,
            ACCOUNT,
            null,
            openai(0).type("server_error").message("The server had an error")),
        arguments(
            RATE_LIMITED,
            ACCOUNT_MODEL,
            "1.5",
            responses(0)
                .code("rate_limit_exceeded")
                .message(
                    "Rate limit reached for gpt-5.4 in organization org. Please try again in 1.5s.")),
        arguments(RATE_LIMITED, ACCOUNT_MODEL, null, openai(0).message("Rate limit reached")),
        arguments(OVERLOADED, ACCOUNT, null, openai(0).message("The model is overloaded")),
        arguments(
            SERVER_ERROR, ACCOUNT, null, openai(0).code("502").message("Provider disconnected")),
        arguments(QUOTA_EXHAUSTED, ACCOUNT, null, openai(0).code("402")),
        arguments(OVERLOADED, ACCOUNT, null, gemini(503).type("UNAVAILABLE")),
        arguments(SERVER_ERROR, ACCOUNT, null, openai(0)));
  }

  @Test
  void everyRowDecidesAtLeastOneOfTheseCases() {
    List<Clues> cases =
        Stream.of(
                everyErrorOfAnthropic(),
                everyErrorOfOpenAiAndItsKin(),
                everyErrorOfGemini(),
                errorsInsideAStreamByTheirWords())
            .flatMap(s -> s)
            .map(a -> Clues.of(((Said) a.get()[3]).signal()))
            .toList();
    List<Row> idle = new ArrayList<>(FailureRows.ROWS);
    cases.forEach(
        c -> idle.remove(FailureRows.ROWS.stream().filter(r -> r.matches(c)).findFirst().get()));
    assertEquals(List.of(), idle);
  }

  @Test
  void keepsWhatWasSaidForAPerson() {
    ErrorSignal signal =
        openai(429)
            .type("requests")
            .code("rate_limit_exceeded")
            .message("Slow down")
            .header("X-Request-Id", "req_1")
            .signal();
    Failure failure = FailureTable.classify(signal, FailurePhase.DURING_OUTPUT, NOW);
    assertEquals(FailurePhase.DURING_OUTPUT, failure.phase());
    assertEquals(429, failure.status());
    assertEquals("requests", failure.type());
    assertEquals("rate_limit_exceeded", failure.code());
    assertEquals("Slow down", failure.message());
    assertEquals("req_1", failure.requestId());
  }

  @Test
  void cutsLongMessagesWithoutSplittingACharacter() {
    String text = "x".repeat(1_999) + "\ud83d\ude00" + "y".repeat(5_000);
    Failure failure =
        FailureTable.classify(openai(500).message(text).signal(), FailurePhase.CONNECTING, NOW);
    assertEquals("x".repeat(1_999), failure.message());
  }

  @Test
  void saysTheStatusWhereNothingWasSaid() {
    Failure failure = FailureTable.classify(openai(503).signal(), FailurePhase.CONNECTING, NOW);
    assertTrue(failure.message().contains("503"));
    assertNull(failure.requestId());
  }

  @Test
  void aHostileMessageIsJudgedQuickly() {
    String text = "input prompt model flagged by ".repeat(100_000);
    FailureTable.classify(
        gemini(400).message(text).detail("a", text).signal(), FailurePhase.CONNECTING, NOW);
  }

  private static @Nullable Duration duration(@Nullable String seconds) {
    return seconds == null
        ? null
        : Duration.ofNanos(new java.math.BigDecimal(seconds).movePointRight(9).longValueExact());
  }
}
