"""What the price and limit list does not say of providers: how each differs from the protocol it
speaks, which names are its own, and how a model's line behaves.

Sources are the vendors' API references and the types of their official SDKs, read in autumn 2026;
"general" marks what is commonly observed but not stated in a reference that was read.
"""

# Compatible servers that know neither the developer role nor max_completion_tokens (general).
PLAIN = ["max-tokens-old-name", "no-developer-role"]

# Caller's headers a provider may see; everything else stays here. OpenAI's organization and project
# are not among them: they are parts of an account, and the account is the router's.
ANTHROPIC_HEADERS = ["anthropic-beta", "anthropic-version"]
OPENAI_HEADERS = ["openai-beta", "idempotency-key"]

# Headers of an answer its client may see: ids for support, and limits. Never who the account is.
ANTHROPIC_REPLY = ["request-id", "anthropic-ratelimit-*"]
OPENAI_REPLY = ["x-request-id", "openai-processing-ms", "x-ratelimit-*"]

# Keys: quirks (names of dev.patchbay.wire.Quirk), families (patterns, "!" excludes), vendor (the
# name before the slash at OpenRouter), catch_all, local, pass_headers, reply_headers, bases (by
# protocol, where they differ from the list's), tiers (likewise), auth (header, prefix).
ROWS = {
    # "Compact a response" (OpenAI's API reference; Azure's and xAI's have the same endpoint).
    "openai": {
        "quirks": ["compacts"],
        "families": ["gpt-*", "!gpt-oss-*", "ft:gpt-*", "chatgpt-*", "codex-*"]
        + ["o%d*" % digit for digit in range(1, 10)],
        "vendor": "openai",
        "pass_headers": OPENAI_HEADERS,
        "reply_headers": OPENAI_REPLY,
    },
    "anthropic": {
        "families": ["claude-*"],
        "vendor": "anthropic",
        "pass_headers": ANTHROPIC_HEADERS,
        "reply_headers": ANTHROPIC_REPLY,
    },
    # The OpenAI layer refuses fields it does not know (general).
    "gemini": {
        "quirks": ["strict-fields", "no-metadata", "no-user", "no-seed", "no-logprobs"],
        "families": ["gemini-*"],
        "vendor": "google",
    },
    # groq-sdk 1.6.0: n must be 1; penalties, logprobs and logit_bias "not supported by any model";
    # metadata and store are taken and do nothing.
    "groq": {
        "quirks": ["single-choice", "no-logprobs", "no-penalties", "no-developer-role",
                   "no-metadata"],
    },
    # together-ai 0.52.0: logprobs is a number there.
    "together": {"quirks": PLAIN + ["no-logprobs"]},
    "openrouter": {
        "quirks": ["keeps-cache-control", "reasoning-details-back"],
        "catch_all": "slash",
        "pass_headers": ["http-referer", "x-title", "x-openrouter-title"] + ANTHROPIC_HEADERS,
    },
    "azure": {"quirks": ["compacts"], "pass_headers": ["openai-beta"]},
    # @mistralai 2.7.0: unknown fields are a 422; usage is always on the last chunk.
    "mistral": {
        "quirks": PLAIN + [
            "random-seed-name", "tool-choice-any-word", "tool-id-nine-alnum", "no-stream-options",
            "strict-fields", "no-user", "no-logprobs", "no-metadata", "prefix-flag",
        ],
        "families": ["mistral-*", "ministral-*", "codestral-*", "magistral-*", "devstral-*",
                     "pixtral-*", "open-mistral-*", "open-mixtral-*"],
        "vendor": "mistralai",
    },
    # Roles must alternate and end with the user's.
    "perplexity": {
        "quirks": PLAIN + ["no-tools", "alternating-roles", "no-prefill", "single-choice",
                           "no-seed", "no-logprobs", "no-stream-options"],
        "families": ["sonar", "sonar-*"],
        "vendor": "perplexity",
    },
    # JSON mode only; a prefix needs the beta base URL, so it counts as refused.
    "deepseek": {
        "quirks": PLAIN + ["no-json-schema", "reasoning-content-back", "thinking-type-field",
                           "no-prefill", "single-choice"],
        "families": ["deepseek-*"],
        "vendor": "deepseek",
    },
    # The list's small model is past its date.
    "xai": {
        "tiers": {"small": "grok-4.3"},
        "quirks": ["no-developer-role", "compacts"],
        "families": ["grok-*"],
        "vendor": "x-ai",
    },
    "cerebras": {"quirks": ["no-penalties", "no-developer-role"]},
    "fireworks": {"quirks": PLAIN},
    "cohere": {
        "quirks": PLAIN + ["no-parallel-tool-calls", "single-choice"],
        "families": ["command-*"],
        "vendor": "cohere",
    },
    # Docs of Z.AI chat completions: tool_choice auto only, response_format text or json_object.
    "zai": {
        "quirks": PLAIN + ["thinking-type-field", "reasoning-content-back", "no-json-schema",
                           "no-forced-tool-choice", "no-penalties", "single-choice"],
        "families": ["glm-*"],
        "vendor": "z-ai",
    },
    "moonshot": {
        "quirks": PLAIN + ["thinking-type-field", "reasoning-content-back"],
        "families": ["kimi-*", "moonshot-*"],
        "vendor": "moonshotai",
    },
    # Spoken to over its OpenAI layer, with a Bedrock API key.
    "bedrock": {
        "bases": {"openai-chat": "https://bedrock-runtime.{region}.amazonaws.com/openai/v1"},
        "auth": ["Authorization", "Bearer "],
        "keys": ["AWS_BEARER_TOKEN_BEDROCK"],
        "quirks": PLAIN,
    },
    # Gemini's protocol below the publisher's path, with an access token of the user's.
    "vertex": {
        "bases": {"gemini": "https://{location}-aiplatform.googleapis.com/v1/projects/{project}"
                            "/locations/{location}/publishers/google"},
        "auth": ["Authorization", "Bearer "],
        "keys": [],
    },
    "nvidia": {"quirks": PLAIN},
    "deepinfra": {
        "bases": {"anthropic-messages": "https://api.deepinfra.com/anthropic"},
        "quirks": PLAIN,
    },
    "minimax": {
        "bases": {"anthropic-messages": "https://api.minimax.io/anthropic"},
        "quirks": PLAIN,
        "vendor": "minimax",
    },
    "alibaba": {
        "bases": {"anthropic-messages": "https://dashscope-intl.aliyuncs.com/apps/anthropic"},
        "quirks": PLAIN,
        "families": ["qwen-*"],
        "vendor": "qwen",
    },
    "sambanova": {"quirks": PLAIN},
    "nebius": {"quirks": PLAIN},
    "huggingface": {"quirks": PLAIN},
    "github": {"quirks": PLAIN},
    # Ollama's "OpenAI compatibility": no n, user, metadata, tool_choice, logit_bias, image URLs.
    "ollama": {
        "local": True,
        "auth": ["Authorization", "Bearer "],
        "catch_all": "lonely",
        "quirks": PLAIN + ["single-choice", "no-logprobs", "no-user", "no-metadata",
                           "no-tool-choice", "no-parallel-tool-calls", "no-url-media"],
    },
    "vllm": {"local": True, "catch_all": "lonely", "quirks": PLAIN},
}

# Lines of models, the first match counts. Names are without vendor and date, with - for a dot.
ADAPTIVE = ["adaptive-thinking-only", "no-sampling", "no-prefill"]
ALWAYS = ADAPTIVE + ["mid-system", "always-thinks", "no-forced-tool-choice"]
BETWEEN = ADAPTIVE + ["mid-system", "between-tools-for-disabled"]
REASONER = ["no-sampling", "no-penalties", "no-logprobs", "no-stop"]
RULES = [
    # Gemini API: Thinking (budgets before 3), Function calling and Structured output.
    (["gemini", "vertex"], ["gemini-2-5-pro*"],
     ["budget-thinking-only", "always-thinks", "result-text-only"]),
    (["gemini", "vertex"], ["gemini-2-5-*"], ["budget-thinking-only", "result-text-only"]),
    (["gemini", "vertex"], ["gemini-1-*", "gemini-2-0-*", "gemini-pro"],
     ["budget-thinking-only", "openapi-schema", "result-text-only",
      "no-url-media"]),
    # Anthropic, "Extended thinking", "Adaptive thinking", "Structured outputs", "Prefill" and the
    # migration guides; the rows up to 4.6 are general.
    ([], ["claude-2*", "claude-instant*", "claude-3-*", "claude-4-*", "claude-opus-4",
          "claude-opus-4-0", "claude-sonnet-4", "claude-sonnet-4-0"],
     ["budget-thinking-only", "no-output-format"]),
    ([], ["claude-opus-4-1", "claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"],
     ["budget-thinking-only", "temperature-xor-top-p"]),
    ([], ["claude-*-4-6*"], ["temperature-xor-top-p", "no-prefill"]),
    ([], ["claude-*-4-7*"], ADAPTIVE),
    ([], ["claude-*-4-*"], ADAPTIVE + ["mid-system"]),
    ([], ["claude-opus-5"], ADAPTIVE + ["mid-system"]),
    ([], ["claude-sonnet-5", "claude-haiku-5"], ADAPTIVE),
    ([], ["claude-fable-5", "claude-mythos-5"], ADAPTIVE + ["mid-system", "always-thinks"]),
    ([], ["claude-sonnet-*", "claude-haiku-*"], BETWEEN),
    ([], ["claude-*"], ALWAYS),
    # OpenAI, "Reasoning models": chat variants take sampling, reasoners do not.
    (["openai", "azure", "openrouter"], ["gpt-4*", "gpt-3*", "chatgpt-4*", "gpt-5-chat*"],
     ["no-reasoning-effort"]),
    (["openai", "azure", "openrouter"], ["gpt-audio*", "gpt-5-3-chat*"], []),
    (["openai", "azure", "openrouter"],
     ["gpt-5*", "gpt-6*", "gpt-7*", "gpt-8*", "gpt-9*"] + ["o%d*" % digit for digit in range(1, 10)],
     REASONER),
    # xAI, "Reasoning": presence and frequency penalty and stop are errors.
    (["xai"], ["grok-*-non-reasoning*", "grok-2*", "grok-3", "grok-3-beta", "grok-3-fast*",
               "grok-beta", "grok-vision*", "grok-code*"], ["no-reasoning-effort"]),
    (["xai"], ["grok-*"], ["no-stop", "no-penalties", "usage-excludes-reasoning"]),
    # Kimi API reference: temperature is fixed from K2.5 on; older ones refuse a required call.
    (["moonshot"], ["kimi-k2-5*", "kimi-k2-6*", "kimi-k2-7*", "kimi-k3*"], ["no-sampling"]),
    (["moonshot"], ["moonshot-v1*"], ["no-forced-tool-choice"]),
]
