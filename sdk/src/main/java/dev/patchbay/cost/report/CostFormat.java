package dev.patchbay.cost.report;

/** As what entries are exported. Money is in USD as exact decimals; what is unknown is left out. */
public enum CostFormat {
  /**
   * RFC 4180 with a header and lines that end in CR LF. Text that a spreadsheet would take for a
   * formula has an apostrophe before it; an unknown cell is empty.
   */
  CSV,
  /** One array of objects; money is text, so that no reader rounds it; what is unknown is null. */
  JSON,
  /** As {@link #JSON}, each object on a line of its own. */
  JSON_LINES
}
