package dev.patchbay.endpoint;

import dev.patchbay.chat.Issuer;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an encoder may know of a model at a provider. Pure. */
public final class TargetProfiles {
  private TargetProfiles() {}

  /**
   * The profile of a target.
   *
   * @param card from {@link ProviderTable#card}; its id is the model as it is sent
   * @param organization the account's at the provider; null if unknown
   */
  public static TargetProfile of(
      ProviderTable table, Provider provider, ModelCard card, @Nullable String organization) {
    Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    quirks.addAll(table.quirks(provider, card));
    if (AzureForm.classic(provider)) {
      quirks.add(Quirk.AZURE_DEPLOYMENT_PATH);
    }
    return new TargetProfile(
        card.id(),
        new Issuer(provider.id(), card.id(), organization),
        quirks,
        card.capabilities(),
        card.contextWindow(),
        card.maxOutput(),
        provider.cache());
  }
}
