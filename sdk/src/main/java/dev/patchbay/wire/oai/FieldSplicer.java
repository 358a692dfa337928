package dev.patchbay.wire.oai;

import dev.patchbay.json.JsonBytes;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.bytes.BodySplicer;
import dev.patchbay.wire.bytes.Refused;
import java.util.List;

/** Changes those fields of a request that both protocols say in the same words. One thread. */
public abstract class FieldSplicer extends BodySplicer {
  protected static final String STREAM_OPTIONS = "stream_options";

  private static final String DEVELOPER = "developer";
  private static final String SYSTEM = "system";
  private static final String NOT_TAKEN = "The target does not take it";
  private static final String NO_USER = "The target takes no id of the end user";
  private static final String NO_ODDS = "The target takes no log probabilities and biases";

  /** Fields of either protocol; nothing happens to one that a request of the other cannot have. */
  private static final List<Refused> REFUSED =
      List.of(
          Refused.of(Quirk.NO_SAMPLING, "temperature", NOT_TAKEN),
          Refused.of(Quirk.NO_SAMPLING, "top_p", NOT_TAKEN),
          Refused.of(Quirk.NO_PENALTIES, "presence_penalty", NOT_TAKEN),
          Refused.of(Quirk.NO_PENALTIES, "frequency_penalty", NOT_TAKEN),
          Refused.of(Quirk.NO_SEED, "seed", NOT_TAKEN),
          Refused.of(Quirk.NO_LOGPROBS, "logprobs", NO_ODDS),
          Refused.of(Quirk.NO_LOGPROBS, "top_logprobs", NO_ODDS),
          Refused.of(Quirk.NO_LOGPROBS, "logit_bias", NO_ODDS),
          Refused.of(Quirk.NO_USER, "user", NO_USER),
          Refused.of(Quirk.NO_USER, LabelWords.SAFETY_ID, NO_USER),
          Refused.of(Quirk.NO_METADATA, "metadata", "The target takes no metadata"),
          Refused.of(
              Quirk.NO_METADATA, "store", "The target cannot be told whether to keep the answer"),
          Refused.of(
              Quirk.NO_PARALLEL_TOOL_CALLS,
              "parallel_tool_calls",
              "The target cannot be told about parallel calls"));

  protected FieldSplicer(Glance glance, Protocol protocol, TargetProfile target) {
    super(glance, protocol, target);
  }

  /** Leaves out the fields the target refuses. */
  protected final void refused() {
    refuse(body, REFUSED);
  }

  /** The role of an instruction; the target may know one of the two only. */
  protected final void role(int role) {
    if (in.is(role, DEVELOPER) && scope.has(Quirk.NO_DEVELOPER_ROLE)) {
      scope.lost("developer-role", "Developer messages were sent as system messages");
      replace(role, SYSTEM);
    }
  }

  /** An answer at the end is gone on with by nobody, unless the target can be told to. */
  protected final void prefill(boolean tellable) {
    if (lastRole.equals("assistant")) {
      deep(scope.has(Quirk.NO_PREFILL) || tellable);
      scope.lost("prefill", "The last answer counts as history: the model may not go on with it");
    }
  }

  /** A choice of tools that the target takes in other words, if at all, is the encoder's. */
  protected final void choice(int choice, boolean strict) {
    boolean free = in.is(choice, "auto") || in.is(choice, "none");
    boolean picky =
        scope.has(Quirk.NO_FORCED_TOOL_CHOICE) || scope.has(Quirk.TOOL_CHOICE_ANY_WORD) || strict;
    boolean said = choice != JsonBytes.NONE;
    deep(said && (scope.has(Quirk.NO_TOOL_CHOICE) || (picky && !free)));
  }

  /** The limit of an answer, within what the model gives. */
  protected final void limit(int node, String path) {
    Integer limit = lowered(node, path);
    if (limit != null) {
      Integer most = scope.target().maxOutput();
      scope.lost("max-output-tokens", "Lowered from " + limit + " to the model's " + most);
    }
  }

  /** Temperature wins where the target takes one of the two only. */
  protected final void freedom() {
    either(body, "temperature", "top_p", new Loss("top-p", NOT_TAKEN));
  }
}
