package dev.patchbay.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.testserver.FileReply;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.Transport;
import dev.patchbay.transport.TransportException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DownloadsTest {
  private static final byte[] GIF = "GIF89a and so on".getBytes(StandardCharsets.ISO_8859_1);
  private static final MediaSource FETCHED =
      new MediaSource.Base64("image/gif", Base64.getEncoder().encodeToString(GIF));

  private final Web web = new Web();
  private final Downloads downloads = new MediaFetcher(web).downloads(MediaFetch.PUBLIC);
  private final CallScope scope = new CallScope();

  private ChatRequest inlined(Part... parts) {
    return downloads.inlined(request(parts), part -> false, scope);
  }

  private static ChatRequest request(Part... parts) {
    return ChatRequest.builder()
        .model("m")
        .message(Message.system("Look"))
        .message(new Message.User(List.of(parts)))
        .build();
  }

  private static Part image(String url) {
    return new Part.Image(new MediaSource.Url(url), "low", PartInfo.NONE);
  }

  @Test
  void putsTheBytesInThePlaceOfAnAddressAndLeavesTheRest() {
    Part text = new Part.Text("What is it?");
    ChatRequest made = inlined(text, image("https://example.com/a.gif"));

    assertEquals(request(text, new Part.Image(FETCHED, "low", PartInfo.NONE)), made);
  }

  @Test
  void fetchesWhatAToolShows() {
    Part image = image("https://example.com/a.gif");
    ChatRequest asked =
        ChatRequest.builder()
            .model("m")
            .message(new Message.Tool("id", "look", List.of(image), false, PartInfo.NONE))
            .build();

    ChatRequest made = downloads.inlined(asked, part -> false, scope);
    assertEquals(FETCHED, ((Part.Image) made.messages().get(0).parts().get(0)).source());
  }

  @Test
  void leavesWhatTheTargetReachesOrNeedsNoFetching() {
    ChatRequest asked =
        request(
            image("data:image/gif;base64,R0lG"),
            new Part.Image(new MediaSource.FileRef("file-1")),
            new Part.Image(FETCHED));
    assertSame(asked, downloads.inlined(asked, part -> false, scope));
    ChatRequest reached = request(image("https://example.com/a.gif"));
    assertSame(reached, downloads.inlined(reached, part -> true, scope));
    assertEquals(List.of(), web.asked);
  }

  @Test
  void fetchesNothingWhereThatIsNotWanted() {
    ChatRequest asked = request(image("https://example.com/a.gif"));
    Downloads none = new MediaFetcher(web).downloads(MediaFetch.NEVER);
    assertSame(asked, none.inlined(asked, part -> false, scope));
    assertEquals(List.of(), web.asked);
  }

  @Test
  void asksOnceForWhatIsShownTwiceAndInSeveralAttempts() {
    Part image = image("https://example.com/a.gif");
    inlined(image, image);
    inlined(image);
    assertEquals(List.of("https://example.com/a.gif"), web.asked);
  }

  @Test
  void asksOnceForWhatCannotBeHad() {
    web.status = 404;
    Part image = image("https://example.com/a.gif");
    for (int attempt = 0; attempt < 2; attempt++) {
      MediaException refused = assertThrows(MediaException.class, () -> inlined(image));
      assertEquals("its host answers with status 404", refused.getMessage());
      assertEquals("messages[1].content[0]", refused.place());
      assertEquals("https://example.com/a.gif", refused.url());
    }
    assertEquals(1, web.asked.size());
  }

  @Test
  void refusesMoreAddressesThanThereMayBe() {
    Part[] many =
        IntStream.range(0, 11).mapToObj(i -> image("https://a.example/" + i)).toArray(Part[]::new);
    MediaException refused = assertThrows(MediaException.class, () -> inlined(many));
    assertTrue(refused.getMessage().contains("at most 10"), refused.getMessage());
    assertEquals(10, web.asked.size());
  }

  @Test
  void refusesMoreThanARequestMayHaveInAll() {
    web.body = new byte[19 << 20];
    System.arraycopy(GIF, 0, web.body, 0, GIF.length);
    MediaException refused =
        assertThrows(
            MediaException.class,
            () ->
                inlined(
                    image("https://a.example/1"),
                    image("https://a.example/2"),
                    image("https://a.example/3")));
    assertTrue(refused.getMessage().contains("50 MB together"), refused.getMessage());
    assertEquals("messages[1].content[2]", refused.place());
  }

  @Test
  void keepsACancelForNoResult() {
    Part image = image("https://example.com/a.gif");
    CallScope lost = new CallScope();
    lost.cancel(FailureKind.CANCELLED);
    TransportException ended =
        assertThrows(
            TransportException.class, () -> downloads.inlined(request(image), part -> false, lost));
    assertEquals(FailureKind.CANCELLED, ended.kind());
    assertEquals(1, inlined(image).messages().get(1).parts().size());
  }

  /** A web of one file. */
  private static final class Web implements Transport {
    final List<String> asked = new ArrayList<>();
    int status = 200;
    byte[] body = GIF;

    @Override
    public HttpReply send(HttpCall call, CallScope scope, PhaseWatch watch) {
      asked.add(call.url());
      return new FileReply(status, body);
    }

    @Override
    public void close() {}
  }
}
