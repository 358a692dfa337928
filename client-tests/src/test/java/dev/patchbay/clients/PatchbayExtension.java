package dev.patchbay.clients;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the one running server of each kind to the tests that ask for it; it starts with the first
 * of them.
 */
final class PatchbayExtension implements ParameterResolver {
  private static final Map<Class<?>, Supplier<Object>> KINDS =
      Map.of(Patchbay.class, Patchbay::new, PlayedServer.class, PlayedServer::new);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return KINDS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> kind = parameter.getParameter().getType();
    return context
        .getRoot()
        .getStore(Namespace.create(PatchbayExtension.class))
        .computeIfAbsent(kind, key -> KINDS.get(kind).get(), Object.class);
  }
}
