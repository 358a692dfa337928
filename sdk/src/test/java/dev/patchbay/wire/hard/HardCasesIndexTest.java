package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Every hard case of translation has a test that names it. */
final class HardCasesIndexTest {
  private static final int COUNT = 55;

  @Test
  void everyCaseHasATest() {
    Set<Integer> uncovered =
        IntStream.rangeClosed(1, COUNT).boxed().collect(Collectors.toCollection(TreeSet::new));
    uncovered.removeAll(covered());

    assertEquals(Set.of(), uncovered);
  }

  @Test
  void noTestNamesACaseThatDoesNotExist() {
    assertEquals(
        Set.of(), covered().stream().filter(n -> n < 1 || n > COUNT).collect(Collectors.toSet()));
  }

  private static Set<Integer> covered() {
    return new ClassFileImporter()
        .importPackages(HardCasesIndexTest.class.getPackageName()).stream()
            .map(JavaClass::reflect)
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .filter(HardCasesIndexTest::isTest)
            .flatMap(method -> Stream.of(method.getAnnotationsByType(HardCase.class)))
            .map(HardCase::value)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isTest(Method method) {
    return method.isAnnotationPresent(Test.class)
        || method.isAnnotationPresent(ParameterizedTest.class);
  }
}
