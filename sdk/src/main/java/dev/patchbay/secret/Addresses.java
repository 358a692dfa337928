package dev.patchbay.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where a provider is: an upstream may say it in its errors, and it is no matter of clients.
 * Immutable.
 */
public final class Addresses {
  private final List<String> forms;
  private final String instead;

  private Addresses(List<String> forms, String instead) {
    this.forms = forms;
    this.instead = instead;
  }

  /**
   * Addresses and what stands in their place.
   *
   * @param id of the provider
   * @param urls where it is, and through which proxy
   */
  public static Addresses of(String id, List<String> urls) {
    List<String> forms = new ArrayList<>();
    urls.forEach(url -> add(forms, url));
    forms.sort(Comparator.comparingInt(String::length).reversed());
    return new Addresses(List.copyOf(forms), id);
  }

  /** The whole, the host with its scheme, and the host unless it is a word such as localhost. */
  private static void add(List<String> forms, String url) {
    int host = url.indexOf("://") + 3;
    if (host < 3) {
      return;
    }
    int path = url.indexOf('/', host);
    String server = path < 0 ? url : url.substring(0, path);
    String authority = server.substring(Math.max(host, server.lastIndexOf('@') + 1));
    forms.add(url);
    forms.add(server);
    if (authority.contains(".") || authority.contains(":")) {
      forms.add(authority);
    }
  }

  /** The text with the provider's id in place of its addresses. */
  public String over(String text) {
    String told = text;
    for (String form : forms) {
      told = told.replace(form, instead);
    }
    return told;
  }
}
