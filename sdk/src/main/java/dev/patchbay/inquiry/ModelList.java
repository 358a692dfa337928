package dev.patchbay.inquiry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The models that can be asked, by provider in order of configuration. Immutable.
 *
 * @param models each model of each provider once
 * @param faults by the id of a provider why its own list could not be had (again); its models of
 *     the catalogue, and of the last list that came, stand all the same
 */
public record ModelList(List<ModelInfo> models, Map<String, String> faults) {
  public ModelList {
    models = List.copyOf(models);
    faults = Collections.unmodifiableMap(new LinkedHashMap<>(faults));
  }
}
