package dev.patchbay.server.desk;

import dev.patchbay.server.Adapter;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Outlet;
import dev.patchbay.server.setup.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A server opened here, on the database that is configured, without a socket. */
public final class LocalDesk implements Desk {
  /** Why an answer is not written to its end: nobody wants more of it. */
  private static final class Enough extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final Adapter adapter;

  private LocalDesk(Adapter adapter) {
    this.adapter = adapter;
  }

  /** Opens it. */
  public static LocalDesk open(Setup setup) {
    return new LocalDesk(Adapter.open(setup));
  }

  /** One that asks this and closes it. */
  public static LocalDesk of(Adapter adapter) {
    return new LocalDesk(adapter);
  }

  @Override
  public Doc ask(String method, String path, Map<String, String> query, @Nullable String json) {
    StringBuilder text = new StringBuilder();
    int status =
        answer(
            method,
            path,
            query,
            json,
            piece -> {
              text.append(piece);
              return true;
            });
    if (status >= 400) {
      throw DeskException.of(status, text.toString());
    }
    return Doc.parse(text.toString());
  }

  @Override
  public void follow(String path, Map<String, String> query, Predicate<Doc> taker) {
    StringBuilder fault = new StringBuilder();
    Events events = new Events(taker);
    int status =
        answer(
            "GET",
            path,
            query,
            null,
            piece -> {
              fault.append(fault.length() < 4096 ? piece : "");
              return events.text(piece);
            });
    if (status >= 400) {
      throw DeskException.of(status, fault.toString());
    }
  }

  private int answer(
      String method,
      String path,
      Map<String, String> query,
      @Nullable String json,
      Predicate<String> taker) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    query.forEach((name, value) -> values.put(name, List.of(value)));
    byte[] body = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
    Taking out = new Taking(taker);
    try {
      Answer answer = adapter.answer(Call.local(method, path, values, body));
      if (answer instanceof Answer.Whole whole) {
        out.write(whole.body());
        return whole.status();
      }
      ((Answer.Live) answer).writeTo(out);
    } catch (Enough e) {
      // The taker said so.
    } catch (IOException e) {
      throw new DeskException(0, "The answer broke off: " + e.getMessage());
    }
    return out.status;
  }

  private static final class Taking implements Outlet {
    private final Predicate<String> taker;
    private int status = 200;

    Taking(Predicate<String> taker) {
      this.taker = taker;
    }

    @Override
    public void head(int told, Map<String, String> headers) {
      status = told;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      if (!taker.test(new String(bytes, StandardCharsets.UTF_8))) {
        throw new Enough();
      }
    }
  }

  @Override
  public void close() {
    adapter.close();
  }
}
