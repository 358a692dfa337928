package dev.patchbay.samples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code blocks of the README and the guides. */
final class Snippets {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?class (\\w+)");

  private Snippets() {}

  /**
   * A code block.
   *
   * @param file where it stands
   * @param language the word behind the fence
   */
  record Block(String file, String language, String text) {
    /** True if it is a whole source file. */
    boolean isClass() {
      return CLASS.matcher(text).find();
    }

    /** The name of its class. */
    String className() {
      Matcher found = CLASS.matcher(text);
      if (!found.find()) {
        throw new IllegalStateException("No class in " + this);
      }
      return found.group(1);
    }

    @Override
    public String toString() {
      return file + ": " + text.lines().findFirst().orElse("");
    }
  }

  /** The README and the guides. */
  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (var guides = Files.list(ROOT.resolve("docs"))) {
      guides.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents;
  }

  /** The text of a document, by its path in the repository. */
  static String text(String document) throws IOException {
    return Files.readString(ROOT.resolve(document));
  }

  /** A file or folder of the repository. */
  static Path path(String path) {
    return ROOT.resolve(path);
  }

  /** All blocks of a language. */
  static List<Block> of(String language) throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path document : documents()) {
      Matcher block = BLOCK.matcher(Files.readString(document));
      while (block.find()) {
        if (block.group(1).equals(language)) {
          blocks.add(new Block(ROOT.relativize(document).toString(), language, block.group(2)));
        }
      }
    }
    return blocks;
  }
}
