package dev.patchbay.server.doctor;

import dev.patchbay.server.desk.Doc;
import java.util.ArrayList;
import java.util.List;

/** What a server found that needs somebody, and nobody has said that he knows. */
final class AlertLook {
  static final String SUBJECT = "alerts";

  /** So many are told one by one. */
  private static final int MOST = 5;

  private AlertLook() {}

  /** The open ones of an answer of {@code GET /monitor/alerts}. */
  static List<Finding> at(Doc open) {
    List<Doc> alerts = open.list("data");
    if (alerts.isEmpty()) {
      return List.of(Finding.ok(SUBJECT, "none is open"));
    }
    List<Finding> found = new ArrayList<>();
    for (Doc alert : alerts.subList(0, Math.min(MOST, alerts.size()))) {
      found.add(Finding.hint(SUBJECT, told(alert)));
    }
    if (alerts.size() > MOST) {
      found.add(Finding.hint(SUBJECT, (alerts.size() - MOST) + " more are open: patchbay alerts"));
    }
    return found;
  }

  private static String told(Doc alert) {
    String cure = alert.text("cure");
    return alert.text("message") + (cure.isEmpty() ? "" : ". " + cure);
  }
}
