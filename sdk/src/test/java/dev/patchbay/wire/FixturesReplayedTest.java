package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No fixture lies about unread: each is replayed by a contract, or named here with its reader. */
class FixturesReplayedTest {
  private static final int ALL = 182;

  private static final List<CodecContract> CONTRACTS =
      List.of(
          new OpenAiContractTest(),
          new ResponsesContractTest(),
          new AnthropicContractTest(),
          new GeminiContractTest(),
          new CodeAssistContractTest());

  /** Not of a conversation: token counts and lists of models. */
  private static final Set<String> ELSEWHERE =
      Set.of("count-tokens.json", "input-tokens-count.json", "models-list.json");

  /** Read by the test of its name in {@link CodeAssistContractTest}. */
  private static final Set<String> BY_NAME = Set.of("gemini/codeassist-load-response.json");

  @Test
  void everyFixtureIsReplayed() {
    Set<String> all = new TreeSet<>();
    for (Protocol protocol : Protocol.values()) {
      Fixture.all(protocol, "").forEach(fixture -> all.add(id(fixture)));
    }
    assertEquals(ALL, all.size());
    for (CodecContract contract : CONTRACTS) {
      for (List<Fixture> read :
          List.of(
              contract.requests(), contract.responses(), contract.streams(), contract.errors())) {
        read.forEach(fixture -> all.remove(id(fixture)));
      }
    }
    all.removeAll(BY_NAME);
    all.removeIf(id -> ELSEWHERE.contains(id.substring(id.indexOf('/') + 1)));
    assertEquals(Set.of(), all, "fixtures nobody replays");
  }

  private static String id(Fixture fixture) {
    return fixture.protocol() + "/" + fixture.name();
  }
}
