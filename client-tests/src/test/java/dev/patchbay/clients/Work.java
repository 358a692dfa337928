package dev.patchbay.clients;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What applications do with a vendor's client, beyond asking for an answer. One thread. */
interface Work extends AutoCloseable {
  /** Asks for the weather, has the tool called with the city, and gives the answer's text. */
  String withTool(String question, UnaryOperator<String> tool);

  /** Asks for a city by its schema, and gives the value the client makes of it. */
  StructuredTest.City structured(String question);

  /** How many tokens the client is told a text has; empty if it has no way to ask. */
  OptionalLong count(String text);

  /** The names of all models the client lists. */
  List<String> models();

  /** Asks for a stream, reads what it can of one that stands still, and leaves. */
  String beginning(String question);

  /** What an exception of the client says; null if it is none a caller would catch as such. */
  Client.@Nullable Refused refused(RuntimeException thrown);

  @Override
  void close();
}
