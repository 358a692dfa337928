package dev.patchbay.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a.png",
        "http://example.com/a.png?x=1#y",
        "https://example.com:8443/",
        "http://1.1.1.1/",
        "http://[2606:4700:4700::1111]/",
        "http://1.2.3.4.5/",
      })
  void takesAddressesOfWebServers(String url) {
    assertEquals(HttpUrl.get(url), MediaUrl.of(url));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file:///etc/passwd | only http and https",
        "ftp://example.com/a | only http and https",
        "gopher://example.com/ | only http and https",
        "jar:http://example.com/a.jar!/ | only http and https",
        "//example.com/a | only http and https",
        "http:// | only http and https",
        "/etc/passwd | only http and https",
        "http://user@example.com/ | a login",
        "http://:secret@example.com/ | a login",
        "http://example.com:22/ | port 22",
        "http://example.com:25/ | port 25",
        "https://example.com:1023/ | port 1023",
        "http://127.0.0.1/ | not on the public internet",
        "http://169.254.169.254/latest/meta-data/ | not on the public internet",
        "http://[::1]/ | not on the public internet",
        "http://[::ffff:127.0.0.1]/ | not on the public internet",
        "http://[::ffff:7f00:1]:8080/ | not on the public internet",
        "http://[fd00:ec2::254]/ | not on the public internet",
        "http://%31%32%37.0.0.1/ | not on the public internet",
        "http://１２７.０.０.１/ | not on the public internet",
      })
  void refusesWhatIsNone(String url, String why) {
    MediaException refused = assertThrows(MediaException.class, () -> MediaUrl.of(url));
    assertEquals(true, refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void refusesAnAddressWithoutEnd() {
    assertThrows(
        MediaException.class, () -> MediaUrl.of("https://example.com/" + "a".repeat(10_000)));
  }

  @Test
  void followsARedirectFromWhereItStands() {
    HttpUrl from = HttpUrl.get("https://example.com/a/b.png");
    assertEquals("https://example.com/a/c.png", MediaUrl.next(from, "c.png").toString());
    assertEquals("http://other.example/", MediaUrl.next(from, "http://other.example").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "//[::1]/",
        "file:///etc/passwd",
        "https://user:secret@example.com/",
        "https://example.com:22/",
      })
  void doesNotSayWhereARedirectThatIsRefusedLedTo(String location) {
    HttpUrl from = HttpUrl.get("https://example.com/a.png");
    MediaException refused =
        assertThrows(MediaException.class, () -> MediaUrl.next(from, location));
    assertEquals("its host redirects to an address that is not fetched", refused.getMessage());
  }

  @Test
  void refusesARedirectToNowhere() {
    HttpUrl from = HttpUrl.get("https://example.com/a.png");
    assertThrows(MediaException.class, () -> MediaUrl.next(from, null));
  }
}
