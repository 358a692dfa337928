package dev.patchbay.server.admin;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.Router;
import dev.patchbay.inquiry.ModelInfo;
import dev.patchbay.inquiry.ModelList;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.Route;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code /admin/models/refresh}: asks providers for their models now. Thread-safe. */
public final class ModelRefreshRoute {
  private final Router router;

  private ModelRefreshRoute(Router router) {
    this.router = router;
  }

  /** The route. */
  public static List<Route> routes(Router router) {
    ModelRefreshRoute here = new ModelRefreshRoute(router);
    return List.of(Route.admin("POST", "/admin/models/refresh", here::refresh));
  }

  private Answer refresh(Call call) throws IOException {
    String provider = Fields.only(call, "provider");
    return Lists.one(200, fetched(provider), ModelRefreshRoute::write);
  }

  private ModelList fetched(@Nullable String provider) {
    try {
      return provider == null ? router.models().refresh() : router.models().refresh(provider);
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("provider", "provider: " + e.getMessage());
    }
  }

  /** Each provider: all models it has here, those its own list has, and why that is not newer. */
  private static void write(JsonWriter out, ModelList list) throws IOException {
    Set<String> providers = new TreeSet<>(list.faults().keySet());
    list.models().forEach(model -> providers.add(model.provider()));
    out.beginObject().name("data").beginArray();
    for (String id : providers) {
      List<ModelInfo> models =
          list.models().stream().filter(model -> model.provider().equals(id)).toList();
      out.beginObject().name("provider").value(id);
      out.name("models").value(models.size());
      out.name("listed").value(models.stream().filter(ModelInfo::confirmed).count());
      out.name("fault").value(list.faults().get(id)).endObject();
    }
    out.endArray().name("next").nullValue().endObject();
  }
}
