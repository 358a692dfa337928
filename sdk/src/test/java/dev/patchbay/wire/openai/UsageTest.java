package dev.patchbay.wire.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.patchbay.chat.Usage;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class UsageTest {
  private static Usage usage(String fields) {
    return Wire.response("{\"id\":\"i\",\"choices\":[],\"usage\":{" + fields + "}}").usage();
  }

  @Test
  void countsCachesAndReasoningAsPartsOfTheTotals() {
    Usage usage =
        usage(
            "\"prompt_tokens\":100,\"completion_tokens\":50,\"total_tokens\":150,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":60,\"cache_write_tokens\":10},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":20}");
    assertEquals(100, usage.inputTotal());
    assertEquals(30, usage.freshInput());
    assertEquals(50, usage.outputTotal());
    assertEquals(20, usage.reasoning());
  }

  @Test
  void addsReasoningThatWasLeftOutOfTheCompletion() {
    Usage usage =
        usage(
            "\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":35,"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":20}");
    assertEquals(25, usage.outputTotal());
  }

  @Test
  void readsHitsOfACacheByTheirOtherName() {
    assertEquals(8, usage("\"prompt_tokens\":12,\"prompt_cache_hit_tokens\":8").cacheRead());
  }

  @Test
  void readsReportedCostsInBothForms() {
    assertEquals(new BigDecimal("0.00095"), usage("\"cost\":0.00095").reportedCostUsd());
    assertEquals(
        new BigDecimal("0.006"), usage("\"cost\":{\"total_cost\":0.006}").reportedCostUsd());
    assertNull(usage("\"cost\":null").reportedCostUsd());
  }

  @Test
  void keepsWhatIsUnsaidUnsaid() {
    Usage usage = usage("\"prompt_tokens\":1,\"completion_tokens\":2.0");
    assertNull(usage.cacheRead());
    assertNull(usage.reasoning());
    assertEquals(2, usage.outputTotal());
  }
}
