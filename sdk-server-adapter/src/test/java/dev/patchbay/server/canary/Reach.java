package dev.patchbay.server.canary;

import dev.patchbay.secret.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What each of the project's objects that can be reached says of itself: what a log line, a
 * debugger or an error of a test would show. One thread.
 */
final class Reach {
  private static final String OURS = "dev.patchbay.";
  private static final List<String> CLOSED = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private final Canaries canaries;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> left = new ArrayDeque<>();
  private int asked;

  Reach(Canaries canaries) {
    this.canaries = canaries;
  }

  /** How many of the project's objects were asked. */
  int asked() {
    return asked;
  }

  void from(Object root) {
    add(root);
    while (!left.isEmpty()) {
      Object object = left.poll();
      if (object.getClass().getName().startsWith(OURS)) {
        asked++;
        canaries.look("toString of " + object.getClass().getName(), String.valueOf(object));
      }
      if (object instanceof Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        canaries.look("the stack trace of a " + thrown.getClass().getName(), trace.toString());
      }
      children(object);
    }
  }

  private void children(Object object) {
    if (open(object.getClass())) {
      fields(object); // also of collections that are not Java's own
    } else if (object instanceof Collection<?> many) {
      new ArrayList<>(many).forEach(this::add);
    } else if (object instanceof Map<?, ?> map) {
      new ArrayList<>(map.entrySet())
          .forEach(
              entry -> {
                add(entry.getKey());
                add(entry.getValue());
              });
    } else if (object instanceof Object[] many) {
      for (int i = 0; i < Array.getLength(many); i++) {
        add(many[i]);
      }
    } else if (object instanceof Optional<?> maybe) {
      maybe.ifPresent(this::add);
    } else if (object instanceof AtomicReference<?> reference) {
      add(reference.get());
    } else if (object instanceof Reference<?> reference) {
      add(reference.get());
    } else if (object instanceof CompletableFuture<?> future) {
      add(future.isDone() && !future.isCompletedExceptionally() ? future.join() : null);
    }
  }

  private void fields(Object object) {
    for (Class<?> type = object.getClass();
        type != null && open(type);
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
          add(value(field, object));
        }
      }
    }
  }

  private static boolean open(Class<?> type) {
    return type != Secret.class
        && !type.isArray()
        && CLOSED.stream().noneMatch(type.getName()::startsWith);
  }

  private static @Nullable Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      return null;
    }
  }

  private void add(@Nullable Object object) {
    boolean plain =
        object == null
            || object instanceof CharSequence
            || object instanceof Number
            || object instanceof Class
            || object instanceof Thread
            || object instanceof ClassLoader;
    if (!plain && seen.add(object)) {
      left.add(object);
    }
  }
}
