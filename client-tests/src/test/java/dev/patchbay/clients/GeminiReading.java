package dev.patchbay.clients;

import com.google.genai.types.Candidate;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.GroundingChunk;
import com.google.genai.types.GroundingMetadata;
import com.google.genai.types.Part;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What google-genai shows of an answer: of a stream the pieces of each candidate together. */
final class GeminiReading {
  private GeminiReading() {}

  static Seen seen(List<GenerateContentResponse> chunks) {
    GenerateContentResponse last = chunks.get(chunks.size() - 1);
    Seen seen = new Seen().line("id", last.responseId().orElse(null));
    seen.line("model", last.modelVersion().orElse(null));
    Map<Integer, List<Candidate>> candidates = new TreeMap<>();
    for (GenerateContentResponse chunk : chunks) {
      for (Candidate candidate : chunk.candidates().orElse(List.of())) {
        int index = candidate.index().orElse(0);
        candidates.computeIfAbsent(index, i -> new ArrayList<>()).add(candidate);
      }
    }
    candidates.forEach((index, pieces) -> candidate(seen.line("choice", index), pieces));
    last.promptFeedback()
        .flatMap(feedback -> feedback.blockReason())
        .ifPresent(reason -> seen.line("blocked", reason.toString()));
    last.usageMetadata().ifPresent(usage -> usage(seen, usage));
    return seen;
  }

  private static void candidate(Seen seen, List<Candidate> pieces) {
    GeminiText text = new GeminiText(seen);
    for (Candidate piece : pieces) {
      piece
          .content()
          .flatMap(content -> content.parts())
          .ifPresent(parts -> parts.forEach(part -> part(seen, text, part)));
    }
    text.flush();
    for (Candidate piece : pieces) {
      piece.groundingMetadata().ifPresent(grounding -> grounding(seen, grounding));
    }
    String finish = null;
    for (Candidate piece : pieces) {
      finish = piece.finishReason().map(Object::toString).orElse(finish);
    }
    seen.line("finish", finish);
  }

  private static void part(Seen seen, GeminiText text, Part part) {
    String signature = part.thoughtSignature().map(GeminiReading::base64).orElse(null);
    if (part.text().isPresent()) {
      boolean thought = part.thought().orElse(false);
      text.add(thought ? "thinking" : "text", part.text().get(), signature);
    } else if (part.functionCall().isPresent()) {
      text.flush();
      FunctionCall call = part.functionCall().get();
      String args = Seen.tree(call.args().orElse(Map.of())).toString();
      seen.call(call.id().orElse(""), call.name().orElse(""), args).said("signature", signature);
    } else if (part.inlineData().isPresent()) {
      text.flush();
      var blob = part.inlineData().get();
      seen.line(
          "media", blob.mimeType().orElse(null), blob.data().map(GeminiReading::base64).get());
    } else {
      text.flush();
      seen.line("other", part.toJson());
    }
  }

  private static @Nullable String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void grounding(Seen seen, GroundingMetadata grounding) {
    for (GroundingChunk chunk : grounding.groundingChunks().orElse(List.of())) {
      chunk
          .web()
          .ifPresent(web -> seen.line("source", web.uri().orElse(null), web.title().orElse(null)));
    }
  }

  private static void usage(Seen seen, GenerateContentResponseUsageMetadata usage) {
    seen.count("tool prompt", usage.toolUsePromptTokenCount().orElse(0));
    seen.line("input", usage.promptTokenCount().orElse(0));
    seen.line("output", usage.candidatesTokenCount().orElse(0));
    seen.line("total", usage.totalTokenCount().orElse(0));
    seen.count("cached", usage.cachedContentTokenCount().orElse(0));
    seen.count("reasoning", usage.thoughtsTokenCount().orElse(0));
  }
}
