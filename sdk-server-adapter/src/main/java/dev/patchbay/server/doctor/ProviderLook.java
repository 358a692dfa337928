package dev.patchbay.server.doctor;

import dev.patchbay.inquiry.ModelList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether there are providers, and each answers and takes our key. */
final class ProviderLook {
  private static final String SUBJECT = "providers";
  private static final Pattern REFUSED = Pattern.compile("(?i)\\b(401|403)\\b|auth|credential");

  private ProviderLook() {}

  static List<Finding> at(ModelList list, List<String> providers) {
    if (providers.isEmpty()) {
      return List.of(
          Finding.problem(
              SUBJECT,
              "none has an account: patchbay accounts add NAME --provider ID, or set a key such as"
                  + " ANTHROPIC_API_KEY"));
    }
    List<Finding> found = new ArrayList<>();
    for (String id : providers) {
      String fault = list.faults().get(id);
      found.add(fault == null ? Finding.ok(id, "answers and takes the key") : failed(id, fault));
    }
    return found;
  }

  private static Finding failed(String id, String fault) {
    return Finding.problem(
        id,
        REFUSED.matcher(fault).find()
            ? "the key is refused (" + fault + "): replace it"
            : "no list of models came ("
                + fault
                + "): check its base-url, the network and the proxy");
  }
}
