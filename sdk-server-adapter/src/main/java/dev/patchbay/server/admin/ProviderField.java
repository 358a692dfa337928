package dev.patchbay.server.admin;

import dev.patchbay.secret.Redactor;
import dev.patchbay.server.http.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a provider: their names in JSON, and in the configuration. What is sent is turned
 * into what the configuration would say; whether that is right is for the check of the whole.
 */
enum ProviderField {
  PROVIDER_TYPE("provider_type", "type") {
    @Override
    @Nullable Object value(Fields body, Map<String, Object> now) {
      String type = body.text(json());
      return type == null ? null : ProviderTypes.of(type);
    }
  },
  PROTOCOL("protocol", "protocol"),
  BASE_URL("base_url", "base-url") {
    @Override
    @Nullable Object value(Fields body, Map<String, Object> now) {
      String text = body.text(json());
      Object old = now.get(key());
      // Its login and its query are shown masked.
      boolean kept = old != null && Redactor.address(String.valueOf(old).strip()).equals(text);
      return kept ? old : text;
    }
  },
  API_VERSION("api_version", "api-version"),
  HEADERS("headers", "headers") {
    @Override
    @Nullable Object value(Fields body, Map<String, Object> now) {
      return body.value(json()) == null ? null : headers(body.value(json()), now);
    }
  },
  TIMEOUT("timeout", "timeout") {
    @Override
    @Nullable Object value(Fields body, Map<String, Object> now) {
      Object value = body.value(json());
      return value instanceof BigDecimal seconds
          ? seconds.movePointRight(3).toBigInteger() + "ms"
          : body.text(json());
    }
  },
  DISPATCH_MODE("dispatch_mode", "dispatch-mode"),
  PRIORITY("priority", "priority") {
    @Override
    @Nullable Object value(Fields body, Map<String, Object> now) {
      return body.whole(json());
    }
  },
  WEIGHT("weight", "weight") {
    @Override
    @Nullable Object value(Fields body, Map<String, Object> now) {
      return body.whole(json());
    }
  },
  IS_ACTIVE("is_active", "enabled") {
    @Override
    @Nullable Object value(Fields body, Map<String, Object> now) {
      return body.flag(json());
    }
  },
  BIG_MODEL("big_model", "big-model"),
  MEDIUM_MODEL("medium_model", "medium-model"),
  SMALL_MODEL("small_model", "small-model"),
  MODELS("models", "models") {
    @Override
    @Nullable Object value(Fields body, Map<String, Object> now) {
      Object value = body.value(json());
      return value == null ? null : models(value);
    }
  },
  CATCH_ALL("catch_all", "catch-all") {
    @Override
    @Nullable Object value(Fields body, Map<String, Object> now) {
      return body.flag(json());
    }
  },
  UPSTREAM_STREAM("upstream_stream", "upstream-stream"),
  CACHE_TTL("cache_ttl", "cache-ttl"),
  CACHE_MARKS("cache_marks", "cache-marks"),
  PROXY("proxy", "proxy") {
    @Override
    @Nullable Object value(Fields body, Map<String, Object> now) {
      return Fields.MASK.equals(body.text(json())) ? now.get(key()) : body.text(json());
    }
  };

  private final String json;
  private final String key;

  ProviderField(String json, String key) {
    this.json = json;
    this.key = key;
  }

  /** Its name in answers and bodies. */
  String json() {
    return json;
  }

  /** Its name in the configuration. */
  String key() {
    return key;
  }

  /**
   * What the configuration would say; null to say nothing.
   *
   * @param now the provider as it counts, for what was sent masked
   */
  @Nullable Object value(Fields body, Map<String, Object> now) {
    return body.text(json);
  }

  private static Object headers(@Nullable Object value, Map<String, Object> now) {
    if (!(value instanceof Map<?, ?> map)) {
      throw Fault.invalid("headers", "headers: expected an object of names and texts");
    }
    Map<?, ?> old = now.get("headers") instanceof Map<?, ?> known ? known : Map.of();
    Map<String, Object> headers = new LinkedHashMap<>();
    map.forEach(
        (name, text) -> {
          Object kept = Fields.MASK.equals(text) ? old.get(name) : text;
          if (kept instanceof Map || kept instanceof List) {
            throw Fault.invalid("headers." + name, "headers." + name + ": expected a text");
          }
          if (kept != null) {
            headers.put(String.valueOf(name), String.valueOf(kept));
          }
        });
    return headers;
  }

  private static Object models(Object value) {
    if (!(value instanceof List<?> list)) {
      throw Fault.invalid("models", "models: expected a list of names, or of objects with an id");
    }
    List<Object> models = new ArrayList<>();
    for (Object one : list) {
      models.add(one instanceof Map<?, ?> card ? Words.kebab(card) : String.valueOf(one));
    }
    return models;
  }
}
