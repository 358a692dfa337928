package dev.patchbay.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Looks for a canary in everything that can be reached and printed. */
final class Leak {
  private final String canary;
  private final List<String> found = new ArrayList<>();

  Leak(String canary) {
    this.canary = canary;
  }

  List<String> found() {
    return found;
  }

  void text(String where, String text) {
    int at = text.indexOf(canary);
    if (at >= 0) {
      found.add(where + ": " + text.substring(Math.max(0, at - 60), at + canary.length()));
    }
  }

  /** What a program that logs or ships an exception would show. */
  void exception(String where, Throwable thrown) {
    java.io.StringWriter trace = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(trace));
    text(where + " (stack trace)", trace.toString());
    text(where + " (serialized)", new String(serialized(thrown), StandardCharsets.ISO_8859_1));
    objects(where, thrown, true);
  }

  static byte[] serialized(Object object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Everything reachable by fields.
   *
   * @param strings whether plain strings count too: a configuration must hold its secrets somewhere
   */
  void objects(String where, Object root, boolean strings) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> left = new ArrayDeque<>();
    left.add(root);
    while (!left.isEmpty()) {
      Object object = left.poll();
      if (!seen.add(object)) {
        continue;
      }
      boolean ours = object.getClass().getName().startsWith("dev.patchbay.");
      if (ours || strings && object instanceof CharSequence) {
        text(where + " " + object.getClass().getSimpleName(), String.valueOf(object));
      }
      children(object, ours, left);
    }
  }

  private static void children(Object object, boolean ours, Deque<Object> left) {
    if (object instanceof Collection<?> many) {
      many.forEach(one -> add(left, one));
    } else if (object instanceof Map<?, ?> map) {
      map.keySet().forEach(one -> add(left, one));
      map.values().forEach(one -> add(left, one));
    } else if (object instanceof Optional<?> maybe) {
      maybe.ifPresent(left::add);
    } else if (object instanceof AtomicReference<?> reference) {
      add(left, reference.get());
    } else if (ours && !(object instanceof dev.patchbay.secret.Secret)) {
      fields(object, left);
    }
  }

  private static void fields(Object object, Deque<Object> left) {
    for (Class<?> type = object.getClass();
        type != null && type.getName().startsWith("dev.patchbay.");
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
          try {
            field.setAccessible(true);
            add(left, field.get(object));
          } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
          }
        }
      }
    }
  }

  private static void add(Deque<Object> left, @Nullable Object object) {
    if (object != null) {
      left.add(object);
    }
  }
}
