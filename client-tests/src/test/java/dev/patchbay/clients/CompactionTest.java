package dev.patchbay.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.models.responses.CompactedResponse;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCompactParams;
import com.openai.models.responses.ResponseCompactionItem;
import com.openai.models.responses.ResponseCompactionItemParam;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** openai-java has conversations compacted by models that cannot do it, and goes on from them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(PatchbayExtension.class)
final class CompactionTest {
  private PlayedServer server;

  @BeforeAll
  void open(PlayedServer running) {
    server = running;
  }

  List<String> upstreams() {
    return Patchbay.CODECS.stream().map(codec -> codec.protocol().id()).toList();
  }

  /** Its type of an answer's message knows the model's role alone, so it does not validate. */
  @ParameterizedTest
  @MethodSource("upstreams")
  void goesOnFromAConversationInShort(String upstream) {
    OpenAIClient client =
        OpenAiClient.make(server.url(), false, server.key(), Patchbay.pin(upstream));
    try {
      CompactedResponse compacted =
          client
              .responses()
              .compact(
                  ResponseCompactParams.builder().model(Served.MODEL).input("Hello there").build());
      assertEquals(1500, compacted.usage().totalTokens());
      assertEquals(2, compacted.output().size());
      ResponseCompactionItem item = compacted.output().get(1).asCompaction();
      assertTrue(item.id().startsWith("cmp_"), item.id());

      Response answer =
          client
              .responses()
              .create(
                  ResponseCreateParams.builder()
                      .model(Served.MODEL)
                      .inputOfResponse(
                          List.of(
                              ResponseInputItem.ofCompaction(
                                  ResponseCompactionItemParam.builder()
                                      .encryptedContent(item.encryptedContent())
                                      .build())))
                      .build());
      String said = ResponsesWorkTest.text(answer);
      assertTrue(said.contains("Write a summary"), said);
    } finally {
      client.close();
    }
  }
}
