package dev.patchbay.cost.report;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes entries for other programs, a page at a time: never all of them in memory. Stateless. */
public final class CostExport {
  private static final String LINE_END = "\r\n";
  private static final String FORMULA = "=+-@\t\r";

  private CostExport() {}

  /**
   * Writes the entries asked for, the oldest first, in UTF-8.
   *
   * @param out is flushed, and stays open
   */
  public static void write(
      LedgerArchive archive, CostQuery query, CostFormat format, OutputStream out)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    if (format == CostFormat.CSV) {
      writer.append(header()).append(LINE_END);
    }
    long count = 0;
    String cursor = null;
    do {
      EntryPage page =
          archive.entries(query, EntryOrder.OLDEST_FIRST, cursor, LedgerArchive.MOST_ENTRIES);
      for (LedgerEntry entry : page.entries()) {
        writer.append(row(entry, format, count++ == 0));
      }
      cursor = page.next();
    } while (cursor != null);
    if (format == CostFormat.JSON) {
      writer.append(count == 0 ? "[]\n" : "\n]\n");
    }
    writer.flush();
  }

  private static String row(LedgerEntry entry, CostFormat format, boolean first) {
    return switch (format) {
      case CSV -> csv(entry) + LINE_END;
      case JSON -> (first ? "[\n" : ",\n") + json(entry);
      case JSON_LINES -> json(entry) + "\n";
    };
  }

  private static String header() {
    return EntryColumn.ALL.stream().map(EntryColumn::name).collect(Collectors.joining(","));
  }

  private static String csv(LedgerEntry entry) {
    return EntryColumn.ALL.stream()
        .map(column -> cell(column.value().apply(entry)))
        .collect(Collectors.joining(","));
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof List<?> texts) {
      return cell(texts.stream().map(String::valueOf).collect(Collectors.joining(";")));
    }
    String text = value.toString();
    if (value instanceof String && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  private static String json(LedgerEntry entry) {
    return Json.write(
        writer -> {
          writer.setSerializeNulls(true);
          writer.beginObject();
          for (EntryColumn column : EntryColumn.ALL) {
            writer.name(column.name());
            value(writer, column.value().apply(entry));
          }
          writer.endObject();
        });
  }

  private static void value(JsonWriter writer, @Nullable Object value) throws IOException {
    if (value instanceof Long number) {
      writer.value(number.longValue());
    } else if (value instanceof Boolean flag) {
      writer.value(flag.booleanValue());
    } else if (value instanceof List<?> texts) {
      writer.beginArray();
      for (Object text : texts) {
        writer.value(String.valueOf(text));
      }
      writer.endArray();
    } else {
      writer.value((String) value);
    }
  }
}
