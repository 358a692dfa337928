package dev.patchbay.wire.compaction;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.patchbay.wire.Codec;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.WireRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecAroundTest {
  /** All but the one that is made of two others, whatever the codec. */
  static Stream<Method> questions() throws NoSuchMethodException {
    Method composed =
        Codec.class.getMethod("splice", WireRequest.class, TargetProfile.class, boolean.class);
    return Stream.of(Codec.class.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> !method.equals(composed));
  }

  /** A default of the interface would answer in the place of the codec inside. */
  @ParameterizedTest
  @MethodSource("questions")
  void asksTheCodecInsideWhateverItIsAsked(Method question) {
    assertDoesNotThrow(
        () ->
            CodecAround.class.getDeclaredMethod(question.getName(), question.getParameterTypes()));
  }
}
