package dev.patchbay.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-ant-api03-CANARYx_y-z",
        "sk-proj-CANARYxxx",
        "pb-CANARYxxxx-xxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxx",
        "sk-or-v1-CANARYxxx",
        "gsk_CANARYxxx",
        "xai-CANARYxxx",
        "pplx-CANARYxxx",
        "AIzaSyCANARYxxxxxxx",
        "ya29.CANARYxxxxxxx",
        "eyJhbGciOiJIUzI1NiJ9.eyJCANARY.CANARY",
        "Authorization: Bearer CANARY.x-y/z==",
        "Authorization: bearer\tCANARYxx",
        "Authorization: Basic CANARYx=",
        "{\"api_key\": \"CANARY1\"}",
        "{\"x-api-key\":\"CANARY1\"}",
        "x-goog-api-key: CANARY1",
        "api-key: CANARY1",
        "https://h/v1/models?key=CANARY1&alt=sse",
        "https://h/v1?a=b&key=CANARY1",
        "refresh_token=CANARY1",
        "{\"access_token\":\"CANARY1\"}",
        "{\"client_secret\" : \"CANARY1\"}",
        "http://user:CANARY1@proxy:8080"
      })
  void masksWhatLooksLikeACredential(String text) {
    String shown = Redactor.redact("before " + text + " after");
    assertFalse(shown.contains("CANARY"), shown);
    assertTrue(shown.startsWith("before ") && shown.contains("****"), shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The task-runner failed after 12 tokens",
        "https://api.openai.com/v1/chat/completions",
        "model gpt-5.4-mini at openai/default",
        "Incorrect key format",
        "the key pb-0123456 of a team",
        "user@example.com asked at 10:20:30",
        ""
      })
  void leavesOtherTextAlone(String text) {
    assertEquals(text, Redactor.redact(text));
  }

  @Test
  void masksAKnownCredentialOfAnyShape() {
    assertEquals(
        "said **** twice: ****",
        Redactor.redact("said hunter2 twice: hunter2", Secret.of("hunter2")));
  }

  @Test
  void masksAKnownCredentialThatHoldsDollarsAndBackslashes() {
    assertEquals("x **** y", Redactor.redact("x a$1\\b y", Secret.of("a$1\\b")));
  }

  @Test
  void isFastOnHostileText() {
    String hostile = "://" + "a:".repeat(50_000) + "bearer ".repeat(20_000) + "eyJ".repeat(50_000);
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Redactor.redact(hostile));
  }

  @Test
  void masksACredentialInEachFormItIsWrittenIn() {
    List<Secret> secrets = List.of(Secret.of("a/b+c=d1"), Secret.of("a/b+c=d1-longer"));
    String text = "a/b+c=d1 a%2Fb%2Bc%3Dd1 a\\/b+c=d1 YS9iK2M9ZDE= a/b+c=d1-longer";
    assertEquals("**** **** **** ****= ****", Redactor.redact(text, secrets));
  }

  @Test
  void showsAnAddressWithoutLoginAndQuery() {
    assertEquals("****@host/v1?****", Redactor.address("https://me:p/w@host/v1?key=abc"));
    assertEquals("https://host/v1", Redactor.address("https://host/v1"));
  }
}
