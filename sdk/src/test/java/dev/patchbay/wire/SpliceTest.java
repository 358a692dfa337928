package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatJson;
import dev.patchbay.chat.Issuer;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client's bytes for a target of its own protocol: changed only where they must be. */
final class SpliceTest {
  /** What a splice may change at any time: it belongs to the call, not to what is asked. */
  private static final Set<String> OURS =
      Set.of(
          "$.model",
          "$.stream",
          "$.stream_options",
          "$.stream_options.include_usage",
          "$.max_tokens",
          "$.max_completion_tokens",
          "$.random_seed",
          "$.seed");

  private static final List<Set<Quirk>> ROWS =
      List.of(
          Set.of(Quirk.MAX_TOKENS_OLD_NAME, Quirk.NO_DEVELOPER_ROLE),
          Set.of(Quirk.NO_SAMPLING, Quirk.NO_PENALTIES, Quirk.NO_LOGPROBS, Quirk.NO_STOP),
          Set.of(Quirk.STRICT_FIELDS, Quirk.NO_METADATA, Quirk.NO_USER, Quirk.NO_SEED),
          Set.of(Quirk.ADAPTIVE_THINKING_ONLY, Quirk.NO_SAMPLING, Quirk.NO_PREFILL),
          Set.of(Quirk.BUDGET_THINKING_ONLY, Quirk.TEMPERATURE_XOR_TOP_P));

  record Case(Subject subject, Fixture fixture, Set<Quirk> quirks, boolean stream) {
    WireRequest request() {
      return WireRequest.of(subject.protocol(), fixture.bytes());
    }

    TargetProfile target() {
      Issuer issuer = Issuer.of("fixture", Subject.MODEL);
      return new TargetProfile(Subject.MODEL, issuer, quirks, null, null, 100);
    }

    @Nullable Encoded spliced() {
      return subject.codec().splice(request(), target(), stream).orElse(null);
    }

    Encoded encoded() {
      return subject
          .codec()
          .encodeRequest(subject.codec().decodeRequest(fixture.bytes()), target(), stream);
    }

    @Override
    public String toString() {
      return subject.protocol().id() + "/" + fixture.name() + " " + quirks + " " + stream;
    }
  }

  static Stream<Case> cases() {
    List<Set<Quirk>> profiles = new ArrayList<>(ROWS);
    profiles.add(Set.of());
    for (Quirk quirk : Quirk.values()) {
      profiles.add(Set.of(quirk));
    }
    List<Case> cases = new ArrayList<>();
    for (Subject subject : CodecFuzzTest.subjects().toList()) {
      for (Fixture fixture : Fixture.all(subject.protocol(), "req")) {
        for (Set<Quirk> quirks : profiles) {
          cases.add(new Case(subject, fixture, quirks, true));
          cases.add(new Case(subject, fixture, quirks, false));
        }
      }
    }
    return cases.stream();
  }

  @Test
  void changesNothingButWhatItDeclares() {
    int spliced = 0;
    for (Case each : cases().toList()) {
      Encoded result = each.spliced();
      if (result != null) {
        spliced++;
        Set<String> lost = features(result);
        Set<String> changed = new TreeSet<>();
        differ("$", tree(each.fixture.bytes()), tree(result.body()), changed);
        changed.removeIf(path -> OURS.contains(path) || isDeclared(path, lost));
        assertEquals(Set.of(), changed, each.toString());
      }
    }
    assertTrue(spliced > 500, spliced + " were spliced");
  }

  @Test
  void saysToATargetWhatTheEncoderWouldSay() {
    for (Case each : cases().toList()) {
      Encoded result = each.spliced();
      if (result == null || !each.subject.isStable(each.fixture)) {
        continue;
      }
      Codec codec = each.subject.codec();
      Encoded encoded = each.encoded();
      Set<String> undeclared = new TreeSet<>(features(result));
      undeclared.removeAll(features(encoded));
      assertEquals(Set.of(), undeclared, each + ": the encoder declares " + encoded.losses());
      assertEquals(
          ChatJson.write(codec.decodeRequest(encoded.body())),
          ChatJson.write(codec.decodeRequest(result.body())),
          each.toString());
      assertEquals(codec.wantsStream(encoded.body()), codec.wantsStream(result.body()));
      assertEquals(codec.wantsUsage(encoded.body()), codec.wantsUsage(result.body()));
    }
  }

  private static Set<String> features(Encoded encoded) {
    return encoded.losses().stream().map(Loss::feature).collect(Collectors.toSet());
  }

  /** True if what a path leads to is named by a loss. */
  private static boolean isDeclared(String path, Set<String> lost) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    String kebab = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    String feature = Scope.feature(kebab);
    return lost.contains(feature)
        || (feature.startsWith("max-output") && lost.contains("max-output-tokens"))
        || (feature.equals("role") && lost.contains("developer-role"))
        || (feature.startsWith("stop") && lost.contains("stop"))
        || (feature.equals("candidate-count") && lost.contains("choices"))
        || (path.startsWith("$.metadata") && lost.contains("user"));
  }

  private static void differ(
      String path, @Nullable Object one, @Nullable Object other, Set<String> changed) {
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      Set<Object> names = new LinkedHashSet<>(a.keySet());
      names.addAll(b.keySet());
      names.forEach(name -> differ(path + "." + name, a.get(name), b.get(name), changed));
    } else if (one instanceof List<?> a && other instanceof List<?> b && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        differ(path + "[" + i + "]", a.get(i), b.get(i), changed);
      }
    } else if (!Objects.equals(one, other)) {
      changed.add(path);
    }
  }

  private static @Nullable Object tree(byte[] body) {
    return JsonTree.of(RawJson.of(text(body))).value();
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Test
  void keepsOrderSpaceDigitsAndUnknownFields() {
    String body =
        "{ \"zz\" : 1.50e+02 ,\n\t\"model\":\"gpt\",\"user\":\"u\", \"a\\u0062\":{ } ,\n"
            + "\"messages\":[ {\"role\":\"developer\",\"content\":\"\\u00e9\"} ] , \"seed\":7 }";
    assertEquals(
        "{ \"zz\" : 1.50e+02 ,\n\t\"model\":\"new\\\"\", \"a\\u0062\":{ } ,\n"
            + "\"messages\":[ {\"role\":\"system\",\"content\":\"\\u00e9\"} ] , \"random_seed\":7 "
            + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
        spliced(body, "new\"", Quirk.NO_USER, Quirk.NO_DEVELOPER_ROLE, Quirk.RANDOM_SEED_NAME));
  }

  @Test
  void removesFieldsAtEitherEndAndAllOfThem() {
    assertEquals(
        "{\"stream\":true,\"model\":\"m\",\"stream_options\":{\"include_usage\":true}}",
        spliced(
            "{\"user\":\"u\" , \"stream\":true,\"temperature\":1}",
            "m",
            Quirk.NO_USER,
            Quirk.NO_SAMPLING));
    assertEquals(
        "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
        spliced("{\"user\":\"u\",\"user\":\"v\"}", "m", Quirk.NO_USER));
  }

  @Test
  void leavesOneModelWhereThereWereTwo() {
    assertEquals(
        "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
        spliced("{\"model\":\"a\",\"model\":\"b\",\"stream\":true}", "m"));
  }

  @Test
  void givesTheSameBytesBackWhereNothingChanges() {
    byte[] body = "{\"model\":\"m\",\"messages\":[]}".getBytes(StandardCharsets.UTF_8);
    WireRequest request = WireRequest.of(Protocol.OPENAI_CHAT, body);
    Codec codec = new OpenAiContractTest().subject().codec();
    Encoded same = codec.splice(request, TargetProfile.plain("p", "m"), false).orElseThrow();
    assertSame(body, same.body());
  }

  private static String spliced(String body, String model, Quirk... quirks) {
    TargetProfile target =
        new TargetProfile(model, Issuer.of("p", model), Set.of(quirks), null, null, null);
    WireRequest request =
        WireRequest.of(Protocol.OPENAI_CHAT, body.getBytes(StandardCharsets.UTF_8));
    Codec codec = new OpenAiContractTest().subject().codec();
    return text(codec.splice(request, target, true).orElseThrow().body());
  }

  static Stream<Subject> subjects() {
    return CodecFuzzTest.subjects();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void makesJsonOfJsonAndRefusesTheRestWhateverTheBytes(Subject subject) {
    Mutator mutator = new Mutator(20261121);
    SplittableRandom random = new SplittableRandom(7);
    int spliced = 0;
    for (Fixture fixture : Fixture.all(subject.protocol(), "req")) {
      for (int i = 0; i < 400; i++) {
        byte[] body = mutator.mutate(text(fixture.bytes())).getBytes(StandardCharsets.UTF_8);
        Set<Quirk> quirks = ROWS.get(random.nextInt(ROWS.size()));
        TargetProfile target =
            new TargetProfile("m", Issuer.of("p", "m"), quirks, null, null, null);
        try {
          WireRequest request = WireRequest.of(subject.protocol(), body);
          Encoded result =
              subject.codec().splice(request, target, random.nextBoolean()).orElse(null);
          if (result != null) {
            assertNotNull(tree(result.body()));
            spliced++;
          }
        } catch (BadJsonException e) {
          // The only other way out.
        }
      }
    }
    assertTrue(spliced > 200, spliced + " mutants were spliced");
  }
}
