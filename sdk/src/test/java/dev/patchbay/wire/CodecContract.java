package dev.patchbay.wire;

import java.util.List;
import org.junit.jupiter.api.TestInstance;

/**
 * What every codec keeps, on every fixture of its protocol. A sibling's test class only names its
 * {@link #subject}; the rules are in the interfaces, one for each topic.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CodecContract
    implements RequestContract,
        ResponseContract,
        StreamContract,
        TruncationContract,
        ErrorContract {
  List<Fixture> requests() {
    return Fixture.all(subject().protocol(), "req-");
  }

  List<Fixture> responses() {
    return Fixture.all(subject().protocol(), "resp-");
  }

  List<Fixture> streams() {
    return Fixture.all(subject().protocol(), "stream-");
  }

  List<Fixture> errors() {
    return Fixture.all(subject().protocol(), "err-");
  }
}
