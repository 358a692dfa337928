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

import java.util.List;

/**
 * The failure table: the first row that matches names the class. Within a class words come first,
 * then the status, then text; across classes the more telling one comes first: an empty balance
 * comes as a 429, a prompt that is too long as a 400, 403 or 413.
 *
 * <p>Sources: the error pages of OpenAI, Anthropic, Gemini, OpenRouter, Groq, Mistral, Together,
 * DeepSeek, Azure OpenAI, and the texts their services send.
 */
final class FailureRows {
  private static final String ANTHROPIC = "anthropic-messages";
  private static final String GEMINI = "gemini";

  static final List<Row> ROWS =
      List.of(
          Row.words(
              CONTENT_FILTERED,
              "content_policy_violation",
              "content_filter",
              "responsibleaipolicyviolation",
              "refusal",
              "bio_policy",
              "safety",
              "prohibited_content",
              "blocklist",
              "model_armor",
              "jailbreak",
              "detail:flagged_input"),
          Row.text(
                  CONTENT_FILTERED,
                  "content (management )?policy|flagged (by|as|for).{0,80}(moderation|violat|policy)"
                      + "|violat\\w+ (our|the) usage polic|requires moderation on .{0,200}flagged"
                      + "|output blocked by content filtering")
              .at(0, 403),
          Row.words(
              CONTEXT_TOO_LONG,
              "context_length_exceeded",
              "context_window_exceeded",
              "model_context_window_exceeded",
              "prompt_too_long",
              "exceed_context_size_error"),
          Row.text(
                  CONTEXT_TOO_LONG,
                  "prompt is too long|maximum context length|context (window|length|limit|size)"
                      + "|input token count .{0,40}exceeds|too many tokens in (the|your) (prompt|input)"
                      + "|(input|prompt) .{0,40}(exceeds|longer than) .{0,40}(maximum|max|limit|model)"
                      + "|reduce the length of (the|your) (messages|prompt|input)"
                      + "|input is too long")
              .at(0, 428),
          // Groq's refusal of one request above its tokens per minute: no wait would make it fit.
          Row.text(CONTEXT_TOO_LONG, "request too large for model").at(413, 413),
          Row.words(
              MODEL_NOT_FOUND,
              "model_not_found",
              "deploymentnotfound",
              "invalid_model",
              "unknown_model",
              "model_decommissioned",
              "model_not_available",
              "model_terms_required"),
          Row.text(MODEL_NOT_FOUND, "^models?[: ]").of(ANTHROPIC).at(404, 404),
          Row.text(MODEL_NOT_FOUND, "models?/\\S+ is not (found|supported)").of(GEMINI).at(0, 404),
          Row.text(MODEL_NOT_FOUND, "\\blimit: 0\\b").of(GEMINI).at(429, 429),
          Row.text(
                  MODEL_NOT_FOUND,
                  "\\bmodel\\b.{0,100}(does not exist|not exist|not found|is not available|decommissioned)"
                      + "|(invalid|unknown|unable to access|no such) model\\b"
                      + "|is not a valid model|no endpoints found for"
                      + "|(no|not have|without) access to (the |this )?model")
              .at(400, 404),
          Row.words(
              QUOTA_EXHAUSTED,
              "insufficient_quota",
              "billing_error",
              "billing_hard_limit_reached",
              "billing_not_active",
              "credit_balance_exhausted",
              "payment_required",
              "insufficient_credits",
              "insufficient_balance",
              "exceeded_current_quota_error",
              "usage_limit_reached",
              "contract_spend_limit_reached",
              "enforced_spend_limit_reached",
              "quota_exhausted",
              "insufficient_g1_credits_balance"),
          Row.status(QUOTA_EXHAUSTED, 402),
          Row.text(QUOTA_EXHAUSTED, "PerDay|Daily").of(GEMINI).at(429, 429),
          Row.text(
                  QUOTA_EXHAUSTED,
                  "credit balance|usage limits?\\b.{0,200}regain access on|spend(ing)? limit"
                      + "|insufficient (balance|credits?|funds|quota)|key limit exceeded"
                      + "|draw from your extra usage")
              .at(0, 429),
          Row.words(
              AUTHENTICATION,
              "invalid_api_key",
              "api_key_invalid",
              "authentication_error",
              "authentication",
              "invalid_authentication",
              "unauthenticated",
              "access_token_expired"),
          Row.status(AUTHENTICATION, 401),
          Row.words(
              PERMISSION,
              "permission_error",
              "permission_denied",
              "request_forbidden",
              "unsupported_country_region_territory",
              "organization_on_hold"),
          Row.status(PERMISSION, 403),
          // Gemini's 400 for a region or a billing plan, Anthropic's for a closed organization: the
          // request is fine, this account may not send it.
          Row.words(PERMISSION, "failed_precondition").of(GEMINI),
          Row.text(PERMISSION, "organization has been disabled").of(ANTHROPIC),
          Row.words(
              OVERLOADED,
              "overloaded_error",
              "engine_overloaded_error",
              "server_is_overloaded",
              "provider_overloaded",
              "model_capacity_exhausted",
              "service_unavailable_error"),
          Row.status(RATE_LIMITED, 429),
          Row.status(RATE_LIMITED, 498),
          Row.words(
              RATE_LIMITED,
              "rate_limit_error",
              "rate_limit_exceeded",
              "rate_limited",
              "too_many_requests",
              "resource_exhausted",
              "capacity_exceeded",
              "ramp_limit_exceeded"),
          Row.words(OVERLOADED, "slow_down", "unavailable"),
          Row.status(OVERLOADED, 529),
          Row.status(OVERLOADED, 503),
          Row.status(TIMEOUT, 408),
          Row.status(TIMEOUT, 425),
          Row.words(INVALID_REQUEST, "previous_response_not_found"),
          Row.text(
                  INVALID_REQUEST,
                  "\\b(file|container|response|cached ?content)\\b.{0,100}not found")
              .at(404, 404),
          Row.status(MISCONFIGURED, 300, 399),
          Row.status(MISCONFIGURED, 404),
          // The upstream gave its own work up: nobody here cancelled it.
          Row.status(SERVER_ERROR, 499),
          Row.status(INVALID_REQUEST, 400, 498),
          Row.status(SERVER_ERROR, 500, 599),
          Row.words(TIMEOUT, "timeout", "timeout_error", "request_timeout", "deadline_exceeded"),
          Row.words(
              INVALID_REQUEST,
              "invalid_request_error",
              "invalid_request",
              "invalid_argument",
              "invalid_prompt",
              "request_too_large",
              "payload_too_large",
              "unprocessable"),
          Row.text(RATE_LIMITED, "rate limit|too many requests").at(0, 0),
          Row.text(OVERLOADED, "overloaded|at capacity").at(0, 0),
          Row.status(SERVER_ERROR, 0, 999));

  private FailureRows() {}
}
