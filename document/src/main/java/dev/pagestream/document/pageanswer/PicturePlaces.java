package dev.pagestream.document.pageanswer;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.document.page.TextKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Finds the places of the pictures that analysis found in a text that came from a model: by
/// position where the text has one, else behind it. Confined to one reading.
final class PicturePlaces {
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Box page;
  private final PageContent analyzed;

  PicturePlaces(Box page, PageContent analyzed) {
    this.page = page;
    this.analyzed = analyzed;
  }

  List<PageBlock> among(List<PageBlock> texts) {
    TreeMap<Integer, List<PageBlock.Picture>> byPlace = new TreeMap<>();
    analyzed
        .pictures()
        .forEach(picture ->
            byPlace.computeIfAbsent(place(picture, texts), _ -> new ArrayList<>()).add(picture));
    List<PageBlock> all = new ArrayList<>();
    for (int at = 0; at <= texts.size(); at++) {
      all.addAll(byPlace.getOrDefault(at, List.of()));
      if (at < texts.size()) {
        all.add(texts.get(at));
      }
    }
    return withCaptions(all);
  }

  /// Behind the last text above it in its column, else before the first one below, else at the end.
  private int place(PageBlock.Picture picture, List<PageBlock> texts) {
    int below = texts.size();
    for (int at = texts.size() - 1; at >= 0; at--) {
      Box text = texts.get(at).box();
      if (!text.equals(page) && sharesColumn(text, picture.box())) {
        double middle = (text.top() + text.bottom()) / 2;
        if (middle <= picture.box().top()) {
          return at + 1;
        }
        below = middle >= picture.box().bottom() ? at : below;
      }
    }
    return below;
  }

  private static boolean sharesColumn(Box text, Box picture) {
    return Math.min(text.right(), picture.right()) > Math.max(text.left(), picture.left());
  }

  /// The words decide: analysis saw the caption too. Without them it is the caption that follows
  /// the picture at once.
  private List<PageBlock> withCaptions(List<PageBlock> blocks) {
    List<PageBlock> all = new ArrayList<>(blocks);
    Set<Integer> claimed = new HashSet<>();
    for (int at = 0; at < all.size(); at++) {
      if (all.get(at) instanceof PageBlock.Picture picture) {
        int after = at + 1;
        Optional<Integer> caption =
            captionByWords(picture, all, claimed)
                .or(() -> isCaption(after, all, claimed) ? Optional.of(after) : Optional.empty());
        all.set(at, withCaption(picture, caption));
        caption.ifPresent(found -> {
          claimed.add(found);
          all.set(found, asCaption(all.get(found)));
        });
      }
    }
    return all;
  }

  private Optional<Integer> captionByWords(
      PageBlock.Picture picture, List<PageBlock> blocks, Set<Integer> claimed) {
    String wanted =
        picture
            .caption()
            .filter(at -> at >= 0 && at < analyzed.blocks().size())
            .map(analyzed.blocks()::get)
            .map(PicturePlaces::words)
            .orElse("");
    for (int at = 0; at < blocks.size() && !wanted.isEmpty(); at++) {
      if (!claimed.contains(at) && words(blocks.get(at)).equals(wanted)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static boolean isCaption(int at, List<PageBlock> blocks, Set<Integer> claimed) {
    return at < blocks.size()
        && !claimed.contains(at)
        && blocks.get(at) instanceof PageBlock.Text text
        && text.kind() == TextKind.CAPTION;
  }

  /// Empty for a picture or a table.
  private static String words(PageBlock block) {
    return switch (block) {
      case PageBlock.Text text ->
          NO_WORD.matcher(text.text().toLowerCase(Locale.ROOT)).replaceAll("");
      case PageBlock.Picture _, PageBlock.Table _ -> "";
    };
  }

  private static PageBlock asCaption(PageBlock block) {
    return switch (block) {
      case PageBlock.Text text ->
          new PageBlock.Text(TextKind.CAPTION, text.text(), text.box(), 0, 0, "");
      case PageBlock.Picture _, PageBlock.Table _ -> block;
    };
  }

  private static PageBlock.Picture withCaption(
      PageBlock.Picture picture, Optional<Integer> caption) {
    return new PageBlock.Picture(
        picture.index(),
        picture.box(),
        caption,
        picture.crop(),
        picture.fingerprint(),
        picture.skipped(),
        picture.classes(),
        picture.more(),
        picture.alternate(),
        picture.panels());
  }
}
