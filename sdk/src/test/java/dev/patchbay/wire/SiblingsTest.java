package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has read one codec finds his way in the others. */
class SiblingsTest {
  private static final List<String> SIBLINGS =
      List.of("openai", "responses", "anthropic", "gemini");

  private static final Pattern METHOD =
      Pattern.compile("^ {2}(?:[\\w.<>,@]+ )+(\\w+)\\([^;={]*\\{", Pattern.MULTILINE);

  @ParameterizedTest
  @ValueSource(
      strings = {"StreamReader", "Answer", "Delta", "StopWords", "UsageWords", "ResponseDecoder"})
  void decodeAnswersInTheSameFilesWithTheSameOrderOfMethods(String file) throws IOException {
    sameOrder(file, SIBLINGS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RequestGlance", "RequestSplicer"})
  void lookAtRequestsInTheSameFilesWithTheSameOrderOfMethods(String file) throws IOException {
    sameOrder(file, SIBLINGS);
  }

  /** Those of protocols with alternating roles; OpenAI's two have their own likeness. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "RequestDecoder",
        "RequestEncoder",
        "MessageDecoder",
        "MessageEncoder",
        "PartDecoder",
        "PartEncoder",
        "PartFilter",
        "MediaParts",
        "OptionEncoder",
        "ExtraEncoder",
        "ToolEncoder",
        "ToolPlan",
        "ToolWords",
        "TurnPlan",
        "ThinkingPlan",
        "ThinkingWords"
      })
  void askInTheSameFilesWithTheSameOrderOfMethods(String file) throws IOException {
    sameOrder(file, List.of("anthropic", "gemini"));
  }

  private static void sameOrder(String file, List<String> siblings) throws IOException {
    for (String one : siblings) {
      for (String other : siblings) {
        List<String> mine = methods(one, file);
        List<String> yours = methods(other, file);
        assertTrue(!mine.isEmpty(), one + "/" + file);
        List<String> both = new ArrayList<>(mine);
        both.retainAll(yours);
        yours.retainAll(mine);
        assertTrue(!both.isEmpty(), file + ": nothing in common");
        assertEquals(both, yours, file + " of " + one + " and of " + other);
      }
    }
  }

  /** Names of methods in the order of the file, overloads once. */
  private static List<String> methods(String sibling, String file) throws IOException {
    Path source =
        Path.of("src", "main", "java", "dev", "patchbay", "wire", sibling, file + ".java");
    Matcher method = METHOD.matcher(Files.readString(source));
    List<String> names = new ArrayList<>();
    while (method.find()) {
      names.add(method.group(1));
    }
    return new ArrayList<>(names.stream().distinct().toList());
  }
}
