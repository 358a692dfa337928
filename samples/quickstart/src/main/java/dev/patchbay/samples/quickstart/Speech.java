package dev.patchbay.samples.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stand-in says, in the words of one protocol. Immutable.
 *
 * @param whole the whole answer
 * @param frames the same answer as server-sent events
 * @param errorForm the body of an error; {@code %s} is its type
 */
record Speech(String whole, List<String> frames, String errorForm) {
  private static final String TEXT =
      "(stand-in) A patch bay is a panel of sockets: one cable takes any source to any destination.";

  private static final int TOKENS_IN = 14;
  private static final int TOKENS_OUT = 24;

  /** What the user said before the question; both protocols name the role in the same words. */
  private static final Pattern FIRST =
      Pattern.compile(
          "\"role\":\"user\",\"content\":(?:\\[\\{\"type\":\"text\",\"text\":)?\"([^\"]*)\"");

  private static final Pattern MODEL = Pattern.compile("\"model\":\"([^\"]*)\"");

  Speech {
    frames = List.copyOf(frames);
  }

  /** Anthropic Messages. */
  static Speech anthropic(String request) {
    String head =
        """
        "id":"msg_1","type":"message","role":"assistant","model":"%s"\
        """
            .formatted(model(request));
    String text = text(request);
    String usage =
        "{\"input_tokens\":%d,\"output_tokens\":%d}".formatted(tokensIn(request), TOKENS_OUT);
    String whole =
        """
        {%s,"content":[{"type":"text","text":"%s"}],"stop_reason":"end_turn","usage":%s}\
        """
            .formatted(head, text, usage);
    List<String> frames = new ArrayList<>();
    frames.add(event("message_start", "\"message\":{%s,\"content\":[],\"usage\":%s}", head, usage));
    frames.add(
        event(
            "content_block_start",
            "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
    for (String word : words(text)) {
      frames.add(
          event(
              "content_block_delta",
              "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"%s\"}",
              word));
    }
    frames.add(event("content_block_stop", "\"index\":0"));
    frames.add(
        event("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":%s", usage));
    frames.add(event("message_stop", "\"done\":true"));
    return new Speech(whole, frames, "{\"type\":\"error\",\"error\":{%s}}");
  }

  private static String event(String type, String fields, Object... values) {
    String data = "{\"type\":\"" + type + "\"," + fields.formatted(values) + "}";
    return "event: " + type + "\ndata: " + data;
  }

  /** OpenAI Chat Completions. */
  static Speech openAi(String request) {
    String head =
        "\"id\":\"chatcmpl-1\",\"created\":1767225600,\"model\":\"" + model(request) + "\"";
    String usage =
        "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
            .formatted(tokensIn(request), TOKENS_OUT, tokensIn(request) + TOKENS_OUT);
    String text = text(request);
    String whole =
        """
        {%s,"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant",\
        "content":"%s"},"finish_reason":"stop"}],%s}\
        """
            .formatted(head, text, usage);
    List<String> frames = new ArrayList<>();
    for (String word : words(text)) {
      frames.add(chunk(head, "[{\"index\":0,\"delta\":{\"content\":\"" + word + "\"}}]"));
    }
    frames.add(chunk(head, "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]"));
    frames.add(chunk(head, "[]," + usage));
    frames.add("data: [DONE]");
    return new Speech(whole, frames, "{\"error\":{%s}}");
  }

  private static String chunk(String head, String choices) {
    return "data: {" + head + ",\"object\":\"chat.completion.chunk\",\"choices\":" + choices + "}";
  }

  /** The body of an error. */
  String error(int status) {
    String type = status == 429 ? "rate_limit_error" : "overloaded_error";
    return errorForm.formatted(
        "\"type\":\"" + type + "\",\"message\":\"The stand-in was told to refuse this key\"");
  }

  /** A question that comes with what was said before is answered by what was said first. */
  private static String text(String request) {
    Matcher said = FIRST.matcher(request);
    return questions(request) > 1 && said.find()
        ? "(stand-in) I was sent what was said before; it began with: " + said.group(1)
        : TEXT;
  }

  private static String[] words(String text) {
    return text.split("(?= )");
  }

  private static int tokensIn(String request) {
    return TOKENS_IN * questions(request);
  }

  private static int questions(String request) {
    return Math.max(1, (int) FIRST.matcher(request).results().count());
  }

  private static String model(String request) {
    Matcher model = MODEL.matcher(request);
    return model.find() ? model.group(1) : "";
  }
}
