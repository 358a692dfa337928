package dev.patchbay.server.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.access.ApiKey;
import dev.patchbay.access.ApiKeyStore;
import dev.patchbay.failure.StoreException;
import dev.patchbay.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is held of keys, and for how long. */
final class KeysTest {
  private final GateFixture gate = new GateFixture();

  private boolean knows(Secret text) {
    return gate.keys.ring().find(text).isPresent();
  }

  @Test
  void readsNoStoreWhileWhatItHoldsIsFresh() {
    Secret key = gate.key();
    assertTrue(knows(key));
    gate.store.remove("k0");

    gate.now = gate.now.plusMillis(999);

    assertTrue(knows(key));
  }

  @Test
  void learnsWithinTwoSecondsThatAnotherProcessRevokedAKey() {
    Secret key = gate.key();
    assertTrue(knows(key));
    gate.store.remove("k0");

    gate.now = gate.now.plus(Keys.OLDEST);

    assertFalse(knows(key));
  }

  @Test
  void learnsAtOnceWhatIsChangedHere() {
    Secret key = gate.key();
    assertTrue(knows(key));
    gate.store.remove("k0");
    gate.keys.changed();

    assertFalse(knows(key));
  }

  @Test
  void goesOnForAWhileWithWhatItKnewWhileTheStoreIsAway() {
    Brittle store = new Brittle(gate.store);
    Keys keys = Keys.of(store, gate, () -> Duration.between(Instant.EPOCH, gate.now).toNanos());
    Secret text = gate.key();
    assertTrue(keys.ring().find(text).isPresent());
    store.broken = true;

    gate.now = gate.now.plus(Keys.GRACE);
    assertTrue(keys.ring().find(text).isPresent());

    gate.now = gate.now.plus(Keys.OLDEST);
    assertThrows(StoreException.class, keys::ring);
  }

  @Test
  void letsNobodyInWhoseKeyItNeverCouldRead() {
    Brittle store = new Brittle(gate.store);
    store.broken = true;

    assertThrows(StoreException.class, Keys.of(store, Clock.systemUTC())::ring);
  }

  @Test
  void notesTheUseOfAKeyOnceAMinute() {
    gate.key();
    ApiKey key = gate.store.all().get(0);
    Instant first = gate.now;
    gate.keys.used(key);
    gate.now = first.plusSeconds(59);
    gate.keys.used(key);
    assertEquals(first, gate.store.all().get(0).lastUsedAt());

    gate.now = first.plusSeconds(60);
    gate.keys.used(key);
    assertEquals(gate.now, gate.store.all().get(0).lastUsedAt());
  }

  /** A store that can be taken away. */
  private static final class Brittle implements ApiKeyStore {
    private final ApiKeyStore store;
    boolean broken;

    Brittle(ApiKeyStore store) {
      this.store = store;
    }

    @Override
    public List<ApiKey> all() {
      if (broken) {
        throw new StoreException("away");
      }
      return store.all();
    }

    @Override
    public boolean add(ApiKey key) {
      return store.add(key);
    }

    @Override
    public Optional<ApiKey> byId(String id) {
      return store.byId(id);
    }

    @Override
    public Optional<ApiKey> byHash(String hash) {
      return store.byHash(hash);
    }

    @Override
    public boolean change(ApiKey key) {
      return store.change(key);
    }

    @Override
    public boolean remove(String id) {
      return store.remove(id);
    }

    @Override
    public void used(String id, Instant time) {
      store.used(id, time);
    }
  }
}
