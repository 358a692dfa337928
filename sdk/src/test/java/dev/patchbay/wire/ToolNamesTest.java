package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolNamesTest {
  @Test
  void keepsAValidName() {
    assertEquals("get_weather-2", ToolNames.fit("get_weather-2"));
    assertEquals("a".repeat(64), ToolNames.fit("a".repeat(64)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mcp.files:read", "mit Leerzeichen", "日本", "a/b"})
  void makesAValidNameOfAnyOther(String name) {
    assertTrue(ToolNames.isValid(ToolNames.fit(name)), ToolNames.fit(name));
    assertEquals(ToolNames.fit(name), ToolNames.fit(name));
  }

  @Test
  void keepsApartWhatDiffersOnlyInWrongCharacters() {
    assertNotEquals(ToolNames.fit("a.b"), ToolNames.fit("a:b"));
    assertNotEquals(ToolNames.fit("a".repeat(65)), ToolNames.fit("a".repeat(66)));
  }

  @Test
  void leavesTheReadableBeginning() {
    assertTrue(ToolNames.fit("files.read").startsWith("files_read_"));
  }
}
