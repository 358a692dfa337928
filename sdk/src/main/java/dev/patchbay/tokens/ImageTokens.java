package dev.patchbay.tokens;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What pictures cost, by each vendor's rule. Pure. */
final class ImageTokens {
  /** OpenAI, "Images and vision: calculating costs": base and 512-pixel tile, by model. */
  private static final Map<String, long[]> TILES =
      Map.of(
          "gpt-4o-mini", new long[] {2_833, 5_667},
          "gpt-5", new long[] {70, 140},
          "o1", new long[] {75, 150},
          "o3", new long[] {75, 150});

  private static final long[] USUAL_TILES = {85, 170};

  /** The same document: models that count patches of 32 pixels, at most 1,536, and a factor. */
  private static final Map<String, Double> PATCHES =
      Map.of(
          "gpt-4.1-mini", 1.62,
          "gpt-4.1-nano", 2.46,
          "gpt-5-mini", 1.62,
          "gpt-5-nano", 2.46,
          "o4-mini", 1.72);

  private static final double MOST_PATCHES = 1_536;

  /** Anthropic, "Vision": 750 pixels a token; scaled to 1,568 pixels and about 1,600 tokens. */
  private static final double PIXELS = 750;

  private static final double LONGEST_EDGE = 1_568;
  private static final long MOST_CLAUDE = 1_600;

  /** Google, "Understand and count tokens": 258 for each tile, or a picture up to 384 pixels. */
  private static final long TILE = 258;

  private static final int SMALL = 384;

  /** Google, "Media resolution": a picture for Gemini 3, unless asked for otherwise. */
  private static final long GEMINI_3 = 1_120;

  private ImageTokens() {}

  static long of(TokenFamily family, String model, ImageSize size, @Nullable String detail) {
    String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return switch (family) {
      case OPENAI, OPENAI_OLD -> openAi(name, size, "low".equals(detail));
      case GEMINI -> name.startsWith("gemini-3") ? GEMINI_3 : gemini(size);
      case CLAUDE, OTHER -> claude(size);
    };
  }

  private static long openAi(String model, ImageSize size, boolean low) {
    Double factor = longest(PATCHES, model);
    if (factor != null) {
      double patches = Math.ceil(size.width() / 32.0) * Math.ceil(size.height() / 32.0);
      return Math.round(Math.min(MOST_PATCHES, patches) * factor);
    }
    long[] tiles = longest(TILES, model);
    long[] costs = tiles == null ? USUAL_TILES : tiles;
    if (low) {
      return costs[0];
    }
    double fit = Math.min(1, 2_048.0 / Math.max(size.width(), size.height()));
    double scale = fit * Math.min(1, 768 / (fit * Math.min(size.width(), size.height())));
    double across = Math.ceil(size.width() * scale / 512);
    return costs[0] + costs[1] * (long) (across * Math.ceil(size.height() * scale / 512));
  }

  private static <T> @Nullable T longest(Map<String, T> byPrefix, String model) {
    String best = "";
    for (String prefix : byPrefix.keySet()) {
      best = model.startsWith(prefix) && prefix.length() > best.length() ? prefix : best;
    }
    return byPrefix.get(best);
  }

  private static long claude(ImageSize size) {
    double scale = Math.min(1, LONGEST_EDGE / Math.max(size.width(), size.height()));
    double pixels = size.width() * scale * size.height() * scale;
    return Math.max(1, Math.min(MOST_CLAUDE, Math.round(pixels / PIXELS)));
  }

  private static long gemini(ImageSize size) {
    if (size.width() <= SMALL && size.height() <= SMALL) {
      return TILE;
    }
    double third = Math.floor(Math.min(size.width(), size.height()) / 1.5);
    double unit = Math.max(256, Math.min(768, third));
    return TILE * (long) (Math.ceil(size.width() / unit) * Math.ceil(size.height() / unit));
  }
}
