package dev.patchbay.context;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.conversation.Author;

/**
 * An answer as it is to be written down. Immutable.
 *
 * @param response what the caller gets in all
 * @param author who gave it
 * @param partial true if it broke off or was aborted
 * @param responseId the id a client of OpenAI's Responses sees; empty if it sees none
 * @param requestId our id of the request
 */
public record Answered(
    ChatResponse response, Author author, boolean partial, String responseId, String requestId) {}
