package dev.patchbay.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class UsageTest {
  private static Usage usage(Long input, Long cacheRead, Long write5m, Long output, String cost) {
    return new Usage(
        input,
        cacheRead,
        write5m,
        null,
        null,
        output,
        null,
        null,
        null,
        null,
        cost == null ? null : new BigDecimal(cost));
  }

  @Test
  void aLastReportOfZerosWipesNothing() {
    Usage first = usage(100L, 40L, 10L, 1L, null);
    assertEquals(first, first.merge(usage(0L, 0L, 0L, 0L, null)));
  }

  @Test
  void anUnsaidClassKeepsWhatWasSaid() {
    assertEquals(
        usage(100L, 40L, null, 9L, "0.5"),
        usage(100L, 40L, null, 1L, "0.5").merge(usage(null, null, null, 9L, null)));
  }

  @Test
  void aLaterLargerReportReplacesAndIsNotAdded() {
    assertEquals(
        usage(100L, null, null, 9L, "0.7"),
        usage(100L, null, null, 4L, "0.5").merge(usage(100L, null, null, 9L, "0.7")));
  }

  @Test
  void unsaidStaysUnsaid() {
    Usage none = usage(null, null, null, null, null);
    assertNull(none.merge(none).inputTotal());
    assertEquals(0, none.freshInput());
  }

  @Test
  void aNegativeCountIsZero() {
    assertEquals(0L, usage(-5L, null, null, null, null).inputTotal());
  }

  @Test
  void freshInputIsWhatNoCacheTouched() {
    assertEquals(50, usage(100L, 40L, 10L, null, null).freshInput());
    assertEquals(0, usage(10L, 40L, 10L, null, null).freshInput());
  }
}
