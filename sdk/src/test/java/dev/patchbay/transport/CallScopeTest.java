package dev.patchbay.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.patchbay.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallScopeTest {
  private final CallScope scope = new CallScope();
  private final List<String> ran = new ArrayList<>();

  @Test
  void runsWhatIsBoundOnceAndKeepsTheFirstReason() {
    scope.onCancel(() -> ran.add("a"));
    scope.cancel(FailureKind.DEADLINE);
    scope.cancel(FailureKind.CANCELLED);
    assertEquals(List.of("a"), ran);
    assertEquals(FailureKind.DEADLINE, scope.reason());
  }

  @Test
  void runsAtOnceWhatIsBoundTooLate() {
    scope.cancel(FailureKind.CANCELLED);
    scope.onCancel(() -> ran.add("late"));
    assertEquals(List.of("late"), ran);
  }

  @Test
  void forgetsWhatIsClosed() {
    CallScope.Registration registration = scope.onCancel(() -> ran.add("a"));
    scope.onCancel(() -> ran.add("b"));
    registration.close();
    registration.close();
    scope.cancel(FailureKind.CANCELLED);
    assertEquals(List.of("b"), ran);
  }

  @Test
  void cancelsItsChildrenWithItsReason() {
    CallScope child = scope.child();
    scope.cancel(FailureKind.DEADLINE);
    assertEquals(FailureKind.DEADLINE, child.reason());
    assertEquals(FailureKind.DEADLINE, scope.child().reason());
  }

  @Test
  void outlivesItsChildren() {
    CallScope loser = scope.child();
    CallScope winner = scope.child();
    loser.cancel(FailureKind.CANCELLED);
    assertNull(scope.reason());
    assertNull(winner.reason());
  }
}
