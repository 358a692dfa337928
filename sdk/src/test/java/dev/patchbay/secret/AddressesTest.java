package dev.patchbay.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.3:8000/v1, Nothing at http://10.0.0.3:8000/v1/chat, Nothing at lab/chat",
    "http://10.0.0.3:8000/v1, Cannot GET http://10.0.0.3:8000/chat, Cannot GET lab/chat",
    "http://10.0.0.3:8000/v1, 10.0.0.3:8000 refuses, lab refuses",
    "https://inner.example.com/v1, Host inner.example.com is out, Host lab is out",
    "https://inner.example.com, see https://docs.example.com/errors, see https://docs.example.com/errors",
    "http://localhost/v1, from localhost or http://localhost/v1, from localhost or lab",
    "http://user:word@inner.example.com/v1, at inner.example.com, at lab"
  })
  void standForTheProvidersId(String url, String text, String told) {
    assertEquals(told, Addresses.of("lab", List.of(url)).over(text));
  }
}
