package dev.patchbay.server.api;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Caller;
import dev.patchbay.server.http.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client says in headers of how its call is to be routed. Stateless. */
final class ControlHeaders {
  static final String CONVERSATION = "x-conversation-id";

  private static final String TAG = "x-patchbay-tag";
  private static final String PROVIDER = "x-patchbay-provider";
  private static final String ACCOUNT = "x-patchbay-account";
  private static final String RESUME = "x-patchbay-resume";
  private static final String COUNT = "x-patchbay-count";

  /** Tags are kept with every attempt. */
  private static final int MOST_TAGS = 16;

  private static final int LONGEST_TAG = 64;

  /** Ids of conversations are keys in databases. */
  private static final int LONGEST_CONVERSATION = 256;

  private static final Pattern PROVIDER_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern ACCOUNT_NAME = Pattern.compile("[^,\\p{Cntrl}]{1,200}");
  private static final Map<String, ResumePolicy> RESUMES =
      Map.of("fail", ResumePolicy.FAIL, "continue", ResumePolicy.CONTINUE);

  private ControlHeaders() {}

  /**
   * The options of a call.
   *
   * @throws Fault 400 if a header says nonsense
   */
  static CallOptions options(Call call) {
    Caller caller = call.caller();
    return CallOptions.builder()
        .tenant(caller.tenant())
        .caller(caller.name().isEmpty() ? null : caller.name())
        .key(caller.key() == null ? null : caller.key().id())
        .conversation(conversation(call))
        .tags(tags(call))
        .providerPin(matching(call, PROVIDER, PROVIDER_ID, "the id of one provider"))
        .accountPin(matching(call, ACCOUNT, ACCOUNT_NAME, "one account, as provider/name"))
        .resume(word(call, RESUME, RESUMES))
        .build();
  }

  /** Globs of the models the caller may ask for; empty for all. */
  static List<String> allowedModels(Call call) {
    return call.caller().key() == null ? List.of() : call.caller().key().allowedModels();
  }

  /** The conversation a call names; null if it names none. */
  static @Nullable String conversation(Call call) {
    String id = call.header(CONVERSATION);
    if (id != null && (id.length() > LONGEST_CONVERSATION || hasControl(id))) {
      throw Fault.invalid(
          CONVERSATION,
          "X-Conversation-Id: expected 1 to "
              + LONGEST_CONVERSATION
              + " characters, none of them a control character");
    }
    return id;
  }

  /** Whether the call asks for a count by the provider itself. */
  static boolean exactCount(Call call) {
    Boolean asked = word(call, COUNT, Map.of("exact", true, "estimate", false));
    return asked == null ? "true".equals(call.query("exact")) : asked;
  }

  private static List<String> tags(Call call) {
    String header = call.header(TAG);
    List<String> tags = new ArrayList<>();
    for (String part : header == null ? new String[0] : header.split(",")) {
      String tag = part.strip();
      if (tag.length() > LONGEST_TAG || hasControl(tag)) {
        throw Fault.invalid(
            TAG, "X-Patchbay-Tag: a tag has at most " + LONGEST_TAG + " printable characters");
      }
      if (!tag.isEmpty() && !tags.contains(tag)) {
        tags.add(tag);
      }
    }
    if (tags.size() > MOST_TAGS) {
      throw Fault.invalid(
          TAG, "X-Patchbay-Tag: at most " + MOST_TAGS + " tags, not " + tags.size());
    }
    return tags;
  }

  private static @Nullable String matching(
      Call call, String name, Pattern pattern, String expected) {
    String value = call.header(name);
    if (value != null && !pattern.matcher(value).matches()) {
      throw Fault.invalid(name, name + ": expected " + expected);
    }
    return value;
  }

  private static <T> @Nullable T word(Call call, String name, Map<String, T> words) {
    String value = call.header(name);
    if (value == null) {
      return null;
    }
    T meant = words.get(value.toLowerCase(Locale.ROOT));
    if (meant == null) {
      throw Fault.invalid(
          name, name + ": expected one of " + words.keySet().stream().sorted().toList());
    }
    return meant;
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
