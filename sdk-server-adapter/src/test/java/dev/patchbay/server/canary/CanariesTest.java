package dev.patchbay.server.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.json.RawJson;
import dev.patchbay.server.roster.AccountEntry;
import dev.patchbay.server.roster.Source;
import dev.patchbay.setting.Setting;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for canaries finds those that are there. */
final class CanariesTest {
  private static final String SECRET = "zq9/SECRET+key";

  private final Canaries canaries = new Canaries();

  private boolean finds(UnaryOperator<byte[]> form, String around) {
    canaries.add("it", SECRET);
    byte[] whole = (around + SECRET + " and more").getBytes(StandardCharsets.UTF_8);
    canaries.look("here", form.apply(whole));
    return !canaries.found().isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc", "{\"k\":\""})
  void findsASecretWithinBase64AndHexWhereverItBegins(String around) {
    assertEquals(true, finds(all -> bytes(Base64.getEncoder().encodeToString(all)), around));
    assertEquals(true, finds(all -> bytes(Base64.getUrlEncoder().encodeToString(all)), around));
    assertEquals(true, finds(all -> bytes(HexFormat.of().formatHex(all)), around));
    assertEquals(true, finds(all -> all, around));
  }

  @Test
  void findsASecretAsAddressesAndJsonWriteIt() {
    canaries.add("it", SECRET);
    canaries.look("an address", "http://h/?k=zq9%2FSECRET%2Bkey");
    canaries.look("JSON", "{\"k\": \"zq9\\/SECRET+key\"}");
    canaries.look("nothing", "zq9/SECRE");

    assertEquals(2, canaries.found().size(), canaries.found()::toString);
  }

  @Test
  void findsWhatAnObjectOfOursSaysHoweverItIsHeld() {
    canaries.add("it", SECRET);
    Setting telling = new Setting("key", RawJson.of("\"" + SECRET + "\""), 1);
    Reach reach = new Reach(canaries);
    reach.from(List.of(Map.of("k", Optional.of(new AtomicReference<Object>(telling)))));

    assertFalse(canaries.found().isEmpty());
  }

  @Test
  void passesOverWhatAnObjectHoldsAndDoesNotSay() {
    canaries.add("it", SECRET);
    Reach reach = new Reach(canaries);
    reach.from(new AccountEntry("p", "a", Source.STORED, Map.of("api-key", SECRET)));

    assertEquals(List.of(), canaries.found());
  }
}
