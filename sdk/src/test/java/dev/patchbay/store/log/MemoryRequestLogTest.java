package dev.patchbay.store.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.log.RequestFilter;
import dev.patchbay.log.RequestLog;
import dev.patchbay.log.RequestPayload;
import dev.patchbay.log.RequestPayload.Body;
import org.junit.jupiter.api.Test;

class MemoryRequestLogTest extends RequestLogContract {
  @Override
  RequestLog log() {
    return new MemoryRequestLog();
  }

  @Test
  void theOldestGoWhenItIsFull() {
    MemoryRequestLog log = new MemoryRequestLog(3);
    for (int i = 0; i < 5; i++) {
      log.record(LoggedRequests.served("req_" + i, i));
    }
    assertEquals(3, log.page(RequestFilter.ALL, null, 10).requests().size());
    assertTrue(log.find("req_1").isEmpty());
    assertTrue(log.find("req_2").isPresent());
  }

  @Test
  void bodiesTakeNoMoreThanTheirShareOfMemory() {
    MemoryRequestLog log = new MemoryRequestLog();
    Body body = new Body("x".repeat(MemoryRequestLog.PAYLOAD_CHARACTERS / 4), false);
    for (int i = 0; i < 5; i++) {
      log.attach(new RequestPayload("req_" + i, LoggedRequests.NOON, body, null));
    }
    assertTrue(log.payload("req_0").isEmpty());
    assertTrue(log.payload("req_1").isPresent());
    assertTrue(log.payload("req_4").isPresent());
  }
}
