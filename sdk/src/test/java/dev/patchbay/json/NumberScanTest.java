package dev.patchbay.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import okio.Buffer;
import org.junit.jupiter.api.Test;

class NumberScanTest {
  private static final String MOST = "9".repeat(NumberScan.MOST_CHARACTERS);
  private static final String SPACE = " ".repeat(NumberScan.MOST_CHARACTERS);

  private static void assertMonster(boolean is, String json) {
    Buffer buffer = new Buffer().writeUtf8(json);

    assertEquals(is, NumberScan.hasMonster(buffer), () -> json.length() + " characters");
    assertEquals(json.length(), buffer.size(), "nothing is read away");
  }

  @Test
  void findsANumberThatIsTooLongWhereverItStands() {
    assertMonster(true, MOST + "9");
    assertMonster(true, "{\"a\":\"b\",\"c\":[1,-" + MOST + "]}");
    assertMonster(true, "[\"\\\\\"," + MOST + ".5]");
    assertMonster(true, "1." + MOST + "e+5");
  }

  @Test
  void takesTheLongestThatMayBeAndManyShortOnes() {
    assertMonster(false, MOST);
    assertMonster(false, SPACE + MOST + SPACE);
    assertMonster(false, "[" + "1234567890,".repeat(50_000) + "0]");
  }

  @Test
  void digitsInAStringAreNoNumber() {
    assertMonster(false, "[\"" + MOST + MOST + "\",1]");
    assertMonster(false, "[\"\\\"" + MOST + MOST + "\"]");
  }
}
