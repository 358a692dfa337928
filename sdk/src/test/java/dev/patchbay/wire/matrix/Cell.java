package dev.patchbay.wire.matrix;

import dev.patchbay.wire.Protocol;
import java.util.Arrays;
import java.util.stream.Stream;

/** One client against one target, whole or streamed. */
record Cell(Protocol client, Protocol target, boolean streamed) {
  static Stream<Cell> all() {
    return Arrays.stream(Protocol.values())
        .flatMap(
            client ->
                Arrays.stream(Protocol.values())
                    .flatMap(
                        target ->
                            Stream.of(
                                new Cell(client, target, false), new Cell(client, target, true))));
  }

  @Override
  public String toString() {
    return client.id() + " > " + target.id() + (streamed ? " streamed" : " whole");
  }
}
