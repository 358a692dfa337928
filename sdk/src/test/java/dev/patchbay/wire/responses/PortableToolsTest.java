package dev.patchbay.wire.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Tool;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Portable;
import dev.patchbay.wire.UntranslatableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools as Codex declares them, for targets of other protocols. */
final class PortableToolsTest {
  /** The first item of Codex 0.169 with its own model, shortened. */
  private static final String DECLARED =
      """
      {"type":"additional_tools","id":"at_1","role":"developer","tools":[
        {"type":"namespace","name":"functions","description":"","tools":[
          {"type":"custom","name":"exec","description":"Run JavaScript",
           "format":{"type":"grammar","syntax":"lark","definition":"start: /.+/"}},
          {"type":"function","name":"wait","description":"Wait for it","strict":false,
           "parameters":{"type":"object","properties":{"cell_id":{"type":"string"}}}}]},
        {"type":"namespace","name":"clock","description":"Time","tools":[
          {"type":"function","name":"sleep","description":"Pause","strict":false,
           "parameters":{"type":"object","properties":{"ms":{"type":"integer"}}}}]}]},
      {"type":"message","role":"developer","content":[{"type":"input_text","text":"You code."}]},
      {"type":"message","role":"user","content":[{"type":"input_text","text":"Go"}]}""";

  private static Portable portable(ChatRequest request) {
    return Wire.CODEC.portable(request);
  }

  private static List<String> names(Portable portable) {
    return portable.request().tools().stream().map(Tool::name).toList();
  }

  private static List<String> lost(Portable portable) {
    return portable.losses().stream().map(Loss::feature).toList();
  }

  @Test
  void toolsAmongTheItemsAndInNamespacesAreFunctions() {
    Portable portable = portable(Wire.items(DECLARED));

    assertEquals(List.of("exec", "wait", "clock__sleep"), names(portable));
    assertTrue(portable.request().tools().stream().allMatch(Tool.Function.class::isInstance));
    assertTrue(portable.request().messages().get(0) instanceof Message.System);
    assertEquals(List.of("custom-tool"), lost(portable));
    assertEquals("sleep", portable.undo().renamed().get("clock__sleep"));
    assertTrue(portable.undo().freeText().contains("exec"));
  }

  @Test
  void callsOfTheHistoryAreOfTheSameFunctions() {
    String history =
        """
        ,{"type":"custom_tool_call","call_id":"c1","name":"exec","input":"text(1)"},
        {"type":"custom_tool_call_output","call_id":"c1","output":"1"},
        {"type":"function_call","call_id":"c2","namespace":"clock","name":"sleep",
         "arguments":"{\\"ms\\":1}"},
        {"type":"function_call_output","call_id":"c2","output":"ok"}""";
    Portable portable = portable(Wire.items(DECLARED + history));

    List<Part.ToolCall> calls =
        portable.request().messages().stream()
            .filter(Message.Assistant.class::isInstance)
            .flatMap(said -> ((Message.Assistant) said).toolCalls().stream())
            .toList();
    assertEquals("exec", calls.get(0).name());
    assertEquals("{\"input\":\"text(1)\"}", calls.get(0).arguments());
    assertEquals(Part.ToolCall.Kind.FUNCTION, calls.get(0).kind());
    assertEquals("clock__sleep", calls.get(1).name());
  }

  @Test
  void aToolOfOpenAisOwnIsLeftOutAmongOthersAndStaysAlone() {
    String search = "{\"type\":\"web_search\",\"external_web_access\":false}";
    String own = "{\"type\":\"function\",\"name\":\"f\",\"parameters\":{}}";
    Portable among = portable(Wire.asking("\"tools\":[" + own + "," + search + "]"));
    assertEquals(List.of("f"), names(among));
    assertEquals(List.of("hosted-tool"), lost(among));

    Portable alone = portable(Wire.asking("\"tools\":[" + search + "]"));
    assertEquals(List.of("web_search"), names(alone));

    Portable demanded =
        portable(
            Wire.asking(
                "\"tools\":["
                    + own
                    + ","
                    + search
                    + "],\"tool_choice\":{\"type\":\"web_search\"}"));
    assertEquals(List.of("f", "web_search"), names(demanded));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[1]", "[{\"type\":\"function\"}]"})
  void aDeclarationThatCannotBeReadIsTheCallersFault(String tools) {
    ChatRequest request = Wire.items("{\"type\":\"additional_tools\",\"tools\":" + tools + "}");
    assertThrows(UntranslatableException.class, () -> portable(request));
  }

  @Test
  void whatOthersHaveWordsForIsLeftAsItIs() {
    ChatRequest request =
        Wire.asking("\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{}}]");
    assertSame(request, portable(request).request());
    assertTrue(portable(request).undo().isNone());
  }
}
