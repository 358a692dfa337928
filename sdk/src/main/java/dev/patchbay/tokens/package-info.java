/**
 * How many tokens a prompt has, told without asking anybody: by OpenAI's own vocabulary where
 * jtokkit is on the class path, else by rules fitted to it, and by the vendors' rules for media.
 *
 * <p>Imports {@code chat} and {@code json}. The planner takes its rates from here; the router
 * counts with it. Read {@link dev.patchbay.tokens.PromptTokens} first. Pure; immutable or one
 * thread.
 */
@NullMarked
package dev.patchbay.tokens;

import org.jspecify.annotations.NullMarked;
