package dev.patchbay.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPatchTest {
  private static String patched(String json, String path) {
    return JsonPatch.string(json.replace('\'', '"'), List.of(path.split("/")), "n")
        .replace('"', '\'');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'m':'a'} | m | {'m':'n'}",
        " { 'x' : [1,{'m':'no'}], 'm' :  'a\\'b' , 'y':1.50 } | m | { 'x' : [1,{'m':'no'}], 'm' :  'n' , 'y':1.50 }",
        "{'o':{'m':'a','o':{}},'m':'b'} | o/m | {'o':{'m':'n','o':{}},'m':'b'}",
        "{'t':'{\\'m\\':\\'no\\'}','m':'a'} | m | {'t':'{\\'m\\':\\'no\\'}','m':'n'}",
        "{'m':'a','m':'b'} | m | {'m':'n','m':'b'}"
      })
  void replacesOneStringAndNothingElse(String json, String path, String expected) {
    assertEquals(expected.strip(), patched(json, path).strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[DONE]",
        "{",
        "{'m'",
        "{'m':",
        "{'m':1}",
        "{'m':null}",
        "{'m':''}",
        "{'o':'m'}",
        "[{'m':'a'}]",
        "{'x':'\\",
        "{'x':{'y':[",
        "{x:1,'m':'a'}"
      })
  void leavesAloneWhatHasNoSuchString(String json) {
    assertEquals(json, patched(json, "m"));
  }

  @Test
  void quotesWhatItPutsIn() {
    assertEquals("{\"m\":\"a\\\"b\"}", JsonPatch.string("{\"m\":\"x\"}", List.of("m"), "a\"b"));
  }
}
