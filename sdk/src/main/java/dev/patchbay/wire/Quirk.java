package dev.patchbay.wire;

import java.util.Locale;
import java.util.Optional;

/**
 * A way in which a provider or a model differs from the protocol it speaks. Quirks are data of a
 * provider's or a model's row; an encoder asks for them, never for a vendor's name.
 */
public enum Quirk {
  /** Takes {@code max_tokens}, not {@code max_completion_tokens} (OpenAI Chat). */
  MAX_TOKENS_OLD_NAME,
  /** Refuses temperature, top_p and top_k. */
  NO_SAMPLING,
  /** Takes temperature or top_p, not both: top_p is left out. */
  TEMPERATURE_XOR_TOP_P,
  /** Refuses presence and frequency penalties. */
  NO_PENALTIES,
  /** Refuses stop texts. */
  NO_STOP,
  /** Refuses a seed. */
  NO_SEED,
  /** Calls the seed {@code random_seed}. */
  RANDOM_SEED_NAME,
  /** Refuses log probabilities and token biases. */
  NO_LOGPROBS,
  /** Refuses the end user's id. */
  NO_USER,
  /** Refuses {@code stream_options}; usage comes unasked or not at all. */
  NO_STREAM_OPTIONS,
  /** Refuses {@code parallel_tool_calls}. */
  NO_PARALLEL_TOOL_CALLS,
  /** Refuses more than one answer. */
  SINGLE_CHOICE,
  /** Refuses tools. */
  NO_TOOLS,
  /** Refuses a forced tool choice; it is sent as auto, declared. */
  NO_FORCED_TOOL_CHOICE,
  /** Has no tool choice at all. */
  NO_TOOL_CHOICE,
  /** Says {@code any} for a required tool call. */
  TOOL_CHOICE_ANY_WORD,
  /** Takes tool-call ids of exactly nine letters and digits. */
  TOOL_ID_NINE_ALNUM,
  /** Refuses the developer role; system is sent. */
  NO_DEVELOPER_ROLE,
  /** Refuses two messages of one role in a row: they are merged. */
  ALTERNATING_ROLES,
  /** Takes a system message in the middle of the messages (Anthropic). */
  MID_SYSTEM,
  /** Refuses an answer of the model as the last message. */
  NO_PREFILL,
  /** Marks a prefill with {@code prefix: true}. */
  PREFIX_FLAG,
  /** Passes {@code cache_control} marks on to a model that knows them (OpenAI Chat). */
  KEEPS_CACHE_CONTROL,
  /** Knows JSON mode but not JSON Schema. */
  NO_JSON_SCHEMA,
  /** Refuses fields it does not know: the caller's unknown ones are left out, declared. */
  STRICT_FIELDS,
  /** Refuses metadata and store. */
  NO_METADATA,
  /** Refuses {@code reasoning_effort}. */
  NO_REASONING_EFFORT,
  /** Takes its own reasoning text back as {@code reasoning_content}. */
  REASONING_CONTENT_BACK,
  /** Takes its own reasoning back as {@code reasoning_details} (OpenRouter). */
  REASONING_DETAILS_BACK,
  /** Reasoning is asked for by {@code thinking: {type}} beside OpenAI's fields. */
  THINKING_TYPE_FIELD,
  /** Output tokens exclude reasoning tokens. */
  USAGE_EXCLUDES_REASONING,
  /** Thinks adaptively only: a budget is refused (Anthropic). */
  ADAPTIVE_THINKING_ONLY,
  /** Knows only thinking within a budget: adaptive thinking and effort are refused (Anthropic). */
  BUDGET_THINKING_ONLY,
  /** Always thinks: disabling it is refused (Anthropic). */
  ALWAYS_THINKS,
  /** Says {@code between_tools} where others say disabled (Anthropic). */
  BETWEEN_TOOLS_FOR_DISABLED,
  /** Has no {@code output_config.format} (Anthropic). */
  NO_OUTPUT_FORMAT,
  /** Takes schemas in its own subset of OpenAPI only (Gemini before 2.5). */
  OPENAPI_SCHEMA,
  /** Takes no media in the result of a tool (Gemini before 3). */
  RESULT_TEXT_ONLY,
  /** Fetches no media from addresses elsewhere: their bytes are to be sent. */
  NO_URL_MEDIA,
  /** Compacts conversations itself, at {@code /responses/compact} (OpenAI Responses). */
  COMPACTS,
  /** Wraps requests and answers as Google's Cloud Code Assist does (Gemini). */
  CODE_ASSIST_ENVELOPE,
  /** Puts the model into the path as a deployment, with {@code api-version} (Azure). */
  AZURE_DEPLOYMENT_PATH;

  /** The word in the catalogue, such as {@code no-sampling}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The quirk of a word. */
  public static Optional<Quirk> of(String word) {
    for (Quirk quirk : values()) {
      if (quirk.word().equals(word)) {
        return Optional.of(quirk);
      }
    }
    return Optional.empty();
  }
}
