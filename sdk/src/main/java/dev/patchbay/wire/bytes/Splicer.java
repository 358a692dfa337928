package dev.patchbay.wire.bytes;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonBytes;
import dev.patchbay.json.RawJson;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes single fields of a document in its bytes: all else, order, white space and digits
 * included, stays as it came. Changes are gathered first, then made in one array of the exact size.
 * One thread, one use.
 */
final class Splicer {
  private record Edit(int from, int to, byte[] put) {}

  private record Added(int object, String field) {}

  private static final byte[] NOTHING = {};

  private final JsonBytes in;
  private final List<Edit> edits = new ArrayList<>();
  private final BitSet removed = new BitSet();
  private final Set<Integer> holders = new LinkedHashSet<>();
  private final List<Added> added = new ArrayList<>();

  /** Changes to a document. */
  public Splicer(JsonBytes in) {
    this.in = in;
  }

  /** Puts other JSON in the place of a value. */
  public void replace(int node, RawJson json) {
    edits.add(new Edit(in.from(node), in.to(node), Json.utf8(json.text())));
  }

  /** Sets a field of an object to JSON, in its place if it is there, else at the end. */
  public void set(int object, String name, RawJson json) {
    int last = JsonBytes.NONE;
    int end = in.next(object);
    for (int key = in.first(object); key < end; key = in.next(key + 1)) {
      if (in.is(key, name)) {
        drop(object, last);
        last = key;
      }
    }
    if (last == JsonBytes.NONE) {
      added.add(new Added(object, RawJson.string(name).text() + ":" + json.text()));
    } else if (!in.raw(last + 1).equals(json)) {
      replace(last + 1, json);
    }
  }

  /**
   * Removes a field of an object, wherever it stands there.
   *
   * @return true if it was there and said something
   */
  public boolean remove(int object, String name) {
    boolean said = in.field(object, name) != JsonBytes.NONE;
    int end = in.isObject(object) ? in.next(object) : JsonBytes.NONE;
    for (int key = in.first(object); key < end; key = in.next(key + 1)) {
      if (in.is(key, name)) {
        drop(object, key);
      }
    }
    return said;
  }

  /** Gives a field of an object another name; one that has that name goes. */
  public void rename(int object, String name, String other) {
    if (in.field(object, name) == JsonBytes.NONE) {
      return;
    }
    remove(object, other);
    int end = in.next(object);
    int last = JsonBytes.NONE;
    for (int key = in.first(object); key < end; key = in.next(key + 1)) {
      if (in.is(key, name)) {
        drop(object, last);
        last = key;
      }
    }
    replace(last, RawJson.string(other));
  }

  private void drop(int object, int key) {
    if (key != JsonBytes.NONE) {
      removed.set(key);
      holders.add(object);
    }
  }

  /** The changed document; the one given if nothing was changed. */
  public byte[] body() {
    if (in.hasByteOrderMark()) {
      // Readers of JSON may forgive it, and some vendors' do not.
      edits.add(new Edit(0, JsonBytes.MARK_BYTES, NOTHING));
    }
    holders.forEach(this::cut);
    join();
    return edits.isEmpty() ? in.bytes() : spliced();
  }

  /** A field goes with the comma before it; one with nothing before it, with the comma behind. */
  private void cut(int object) {
    int end = in.next(object);
    int before = JsonBytes.NONE;
    boolean kept = false;
    for (int key = in.first(object); key < end; key = in.next(key + 1)) {
      int value = key + 1;
      if (removed.get(key)) {
        boolean last = in.next(value) == end;
        int from = kept ? in.to(before) : in.from(key);
        int to = kept || last ? in.to(value) : in.from(in.next(value));
        edits.add(new Edit(from, to, NOTHING));
      }
      kept |= !removed.get(key);
      before = value;
    }
  }

  /** New fields of an object stand at its end, with commas as they are needed. */
  private void join() {
    Set<Integer> begun = new HashSet<>();
    for (Added field : added) {
      boolean first = begun.add(field.object) && allGone(field.object);
      int place = in.to(field.object) - 1;
      edits.add(new Edit(place, place, Json.utf8(first ? field.field : "," + field.field)));
    }
  }

  private boolean allGone(int object) {
    int end = in.next(object);
    for (int key = in.first(object); key < end; key = in.next(key + 1)) {
      if (!removed.get(key)) {
        return false;
      }
    }
    return true;
  }

  /** In order; a change within what goes away is none. */
  private List<Edit> effective() {
    edits.sort(Comparator.comparingInt(Edit::from));
    List<Edit> effective = new ArrayList<>(edits.size());
    int end = 0;
    for (Edit edit : edits) {
      if (edit.from >= end) {
        effective.add(edit);
        end = edit.to;
      }
    }
    return effective;
  }

  private byte[] spliced() {
    List<Edit> effective = effective();
    byte[] bytes = in.bytes();
    int size = bytes.length;
    for (Edit edit : effective) {
      size += edit.put.length - (edit.to - edit.from);
    }
    byte[] made = new byte[size];
    int from = 0;
    int at = 0;
    for (Edit edit : effective) {
      System.arraycopy(bytes, from, made, at, edit.from - from);
      at += edit.from - from;
      System.arraycopy(edit.put, 0, made, at, edit.put.length);
      at += edit.put.length;
      from = edit.to;
    }
    System.arraycopy(bytes, from, made, at, bytes.length - from);
    return made;
  }
}
