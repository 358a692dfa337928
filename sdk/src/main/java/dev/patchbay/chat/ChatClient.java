package dev.patchbay.chat;

import java.util.concurrent.CompletableFuture;

/** Answers chat requests in three call styles. Thread-safe. */
public interface ChatClient {
  /**
   * The whole answer, on the calling thread. Nothing is shown before it is complete, so a stream
   * that breaks upstream is tried elsewhere unseen.
   *
   * @throws dev.patchbay.trace.RouterException if no candidate could answer
   */
  ChatResponse chat(ChatRequest request);

  /**
   * The answer as it comes; returned before the first byte. Close it, or consume it to its end.
   *
   * @throws dev.patchbay.trace.RouterException if no provider serves the model or the request is
   *     wrong; failures of providers are thrown by the stream's consumption
   */
  ChatStream stream(ChatRequest request);

  /**
   * As {@link #chat}, on a thread of the router; cancelling the future cancels the call upstream.
   */
  CompletableFuture<ChatResponse> chatAsync(ChatRequest request);
}
