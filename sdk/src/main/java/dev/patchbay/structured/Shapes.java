package dev.patchbay.structured;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shape of a Java type. What no schema can say is refused with the way to it, so that a
 * wrong type fails when it is first used, not when a model answers. One thread while it builds.
 */
final class Shapes {
  /** Types that hold themselves, by the name the schema refers to them by. */
  private final Map<String, Shape> defined = new TreeMap<>();

  private final Map<Class<?>, String> open = new HashMap<>();
  private final Map<Class<?>, String> names = new HashMap<>();

  /** The definitions references lead to; empty if no type holds itself. */
  Map<String, Shape> defined() {
    return Collections.unmodifiableMap(defined);
  }

  Shape defined(String name) {
    Shape shape = defined.get(name);
    if (shape == null) {
      throw new IllegalStateException("A type is used before its shape is known: " + name);
    }
    return shape;
  }

  /** The shape of a class that has no parameters. */
  Shape of(Class<?> type, String where) {
    Shape scalar = ScalarShape.of(type);
    if (scalar != null) {
      return scalar;
    }
    if (type.isEnum()) {
      return EnumShape.of(type);
    }
    if (type.getTypeParameters().length > 0) {
      throw refused(where, type, "its type parameters are not known");
    }
    if (!type.isRecord() && !(type.isSealed() && type.isInterface())) {
      throw refused(where, type, "use a record, an enum, a sealed interface of records, a List,");
    }
    return held(type, where);
  }

  /** A record or sealed interface: one that is being built already is referred to. */
  private Shape held(Class<?> type, String where) {
    if (open.containsKey(type)) {
      String name = names.computeIfAbsent(type, this::freshName);
      return new Shape.Deferred(name, this);
    }
    open.put(type, where);
    try {
      Shape shape = type.isRecord() ? record(type, null, where) : union(type, where);
      String name = names.get(type);
      if (name != null) {
        defined.put(name, shape);
      }
      return shape;
    } finally {
      open.remove(type);
    }
  }

  private String freshName(Class<?> type) {
    String name = type.getSimpleName();
    for (int i = 2; names.containsValue(name); i++) {
      name = type.getSimpleName() + i;
    }
    return name;
  }

  private RecordShape record(Class<?> type, @Nullable String tag, String where) {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName();
      if (tag != null && name.equals(UnionShape.TAG)) {
        throw refused(where + "." + name, type, "'type' tells the cases apart: rename it,");
      }
      fields.put(name, component(component, where + "." + name));
    }
    return new RecordShape(
        constructor(type, where), Collections.unmodifiableMap(fields), description(type), tag);
  }

  private static Constructor<?> constructor(Class<?> type, String where) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (InaccessibleObjectException e) {
      throw refused(where, type, "its module does not open " + type.getPackageName() + ",");
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("A record without its constructor: " + type, e);
    }
  }

  private UnionShape union(Class<?> type, String where) {
    Map<String, RecordShape> cases = new LinkedHashMap<>();
    addCases(type, where, cases);
    return new UnionShape(Collections.unmodifiableMap(cases));
  }

  private void addCases(Class<?> type, String where, Map<String, RecordShape> cases) {
    for (Class<?> one : type.getPermittedSubclasses()) {
      if (one.isSealed() && one.isInterface()) {
        addCases(one, where, cases);
      } else if (!one.isRecord()) {
        throw refused(where, one, "make it a record,");
      } else if (cases.put(one.getSimpleName(), record(one, one.getSimpleName(), where)) != null) {
        throw refused(where, one, "two cases have this name: rename one,");
      }
    }
  }

  private Field component(RecordComponent component, String where) {
    return field(component.getAnnotatedType(), component, where);
  }

  private Field field(AnnotatedType annotated, AnnotatedElement place, String where) {
    boolean nullable = isNullable(annotated) || isNullable(place);
    AnnotatedType type = annotated;
    boolean optional = raw(type.getType()) == Optional.class;
    if (optional) {
      type = argument(type, 0, where);
    }
    Shape shape = of(type, where);
    return new Field(shape, nullable || optional, optional, description(place, shape));
  }

  private Shape of(AnnotatedType annotated, String where) {
    Class<?> raw = raw(annotated.getType());
    if (raw == List.class || raw == Collection.class) {
      return new ListShape(item(annotated, 0, where + "[]"), false);
    }
    if (raw == Set.class) {
      return new ListShape(item(annotated, 0, where + "[]"), true);
    }
    if (raw == Map.class) {
      if (raw(argument(annotated, 0, where).getType()) != String.class) {
        throw refused(where, raw, "its keys must be String,");
      }
      return new MapShape(item(annotated, 1, where + "{}"));
    }
    if (raw == null) {
      throw new IllegalArgumentException(
          "No schema can be made of " + annotated.getType() + " at " + where);
    }
    return of(raw, where);
  }

  private Field item(AnnotatedType annotated, int index, String where) {
    AnnotatedType type = argument(annotated, index, where);
    return field(type, type, where);
  }

  private static AnnotatedType argument(AnnotatedType annotated, int index, String where) {
    if (annotated instanceof AnnotatedParameterizedType parameterized) {
      return parameterized.getAnnotatedActualTypeArguments()[index];
    }
    throw new IllegalArgumentException(
        "No schema can be made of " + annotated.getType() + " at " + where + ": say what it holds");
  }

  private static @Nullable Class<?> raw(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Class<?> raw = (Class<?>) parameterized.getRawType();
      boolean known =
          Set.of(List.class, Collection.class, Set.class, Map.class, Optional.class).contains(raw);
      return known ? raw : null;
    }
    return type instanceof Class<?> raw ? raw : null;
  }

  /** By name: every null annotation that is kept at run time counts. */
  private static boolean isNullable(AnnotatedElement place) {
    return Arrays.stream(place.getAnnotations())
        .anyMatch(one -> one.annotationType().getSimpleName().equals("Nullable"));
  }

  private static @Nullable String description(AnnotatedElement place) {
    Description description = place.getAnnotation(Description.class);
    return description == null ? null : description.value();
  }

  private static @Nullable String description(AnnotatedElement place, Shape shape) {
    String said = description(place);
    String note = shape instanceof ScalarShape scalar ? scalar.note() : null;
    return said == null || note == null ? (said == null ? note : said) : said + " (" + note + ")";
  }

  private static IllegalArgumentException refused(String where, Class<?> type, String why) {
    return new IllegalArgumentException(
        "No schema can be made of "
            + type.getName()
            + " at "
            + where
            + ": "
            + why
            + " then it can be asked for");
  }
}
