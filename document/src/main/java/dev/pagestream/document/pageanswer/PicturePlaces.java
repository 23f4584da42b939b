package dev.pagestream.document.pageanswer;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.document.page.TextKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds the places of the pictures that analysis found in a text that came from a model: where the
/// text has a picture itself, else by position where the text has one, else behind it. Confined to
/// one reading.
final class PicturePlaces {
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  /// How much of the smaller of two boxes the other covers when both are of one picture.
  private static final double SAME_PICTURE = 0.5;

  private final Box page;
  private final PageContent analyzed;

  PicturePlaces(Box page, PageContent analyzed) {
    this.page = page;
    this.analyzed = analyzed;
  }

  List<PageBlock> among(BlockList answer) {
    List<PageBlock> texts = answer.all();
    Map<PageBlock.Picture, PicturePlace> told = told(answer.pictures());
    TreeMap<Integer, List<PageBlock.Picture>> byPlace = new TreeMap<>();
    analyzed
        .pictures()
        .forEach(picture -> {
          int at =
              Optional.ofNullable(told.get(picture))
                  .map(PicturePlace::at)
                  .orElseGet(() -> place(picture, texts));
          byPlace.computeIfAbsent(at, _ -> new ArrayList<>()).add(picture);
        });
    List<PageBlock> all = new ArrayList<>();
    int[] moved = new int[texts.size()];
    for (int at = 0; at <= texts.size(); at++) {
      all.addAll(byPlace.getOrDefault(at, List.of()));
      if (at < texts.size()) {
        moved[at] = all.size();
        all.add(texts.get(at));
      }
    }
    return withCaptions(moveCaptions(all, moved), told, moved);
  }

  /// Which picture of the text is which: by position, and all others in their order, when there are
  /// as many as analysis found.
  private Map<PageBlock.Picture, PicturePlace> told(List<PicturePlace> places) {
    Map<PageBlock.Picture, PicturePlace> told = new HashMap<>();
    List<PicturePlace> anywhere = new ArrayList<>();
    for (PicturePlace place : places) {
      if (place.box().equals(page)) {
        anywhere.add(place);
      } else {
        nearest(place.box(), told.keySet()).ifPresent(picture -> told.put(picture, place));
      }
    }
    List<PageBlock.Picture> rest =
        analyzed.pictures().filter(picture -> !told.containsKey(picture)).toList();
    List<PageBlock.Picture> asked =
        rest.stream().filter(picture -> picture.skipped().isEmpty()).toList();
    List<PageBlock.Picture> same = rest.size() == anywhere.size() ? rest : asked;
    for (int at = 0; at < same.size() && same.size() == anywhere.size(); at++) {
      told.put(same.get(at), anywhere.get(at));
    }
    return told;
  }

  private Optional<PageBlock.Picture> nearest(Box box, Set<PageBlock.Picture> taken) {
    return analyzed
        .pictures()
        .filter(picture -> !taken.contains(picture) && overlap(box, picture.box()) >= SAME_PICTURE)
        .max(Comparator.comparingDouble(picture -> overlap(box, picture.box())));
  }

  private static double overlap(Box one, Box other) {
    double smaller = Math.min(one.area(), other.area());
    return smaller > 0 ? one.intersect(other).area() / smaller : 0;
  }

  /// The captions of tables have moved behind the pictures that stand before them.
  private static List<PageBlock> moveCaptions(List<PageBlock> blocks, int[] moved) {
    return blocks.stream()
        .map(block ->
            block instanceof PageBlock.Table table && table.caption().isPresent()
                ? BlockList.withCaption(table, moved[table.caption().get()])
                : block)
        .toList();
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

  /// The words decide: analysis saw the caption too. Without them it is the one that the text has
  /// in the picture, or the caption that follows the picture at once.
  private List<PageBlock> withCaptions(
      List<PageBlock> blocks, Map<PageBlock.Picture, PicturePlace> told, int[] moved) {
    List<PageBlock> all = new ArrayList<>(blocks);
    List<String> words = blocks.stream().map(PicturePlaces::words).toList();
    Set<Integer> claimed = new HashSet<>(captionsOfTables(blocks));
    claimed.addAll(captionTables(all, words, claimed));
    Map<PageBlock.Picture, Integer> own = new HashMap<>();
    told.forEach((picture, place) -> place.caption().ifPresent(at -> own.put(picture, moved[at])));
    for (int at = 0; at < all.size(); at++) {
      if (all.get(at) instanceof PageBlock.Picture picture) {
        int after = at + 1;
        Optional<Integer> caption =
            Optional.ofNullable(own.get(picture))
                .filter(found -> !claimed.contains(found))
                .or(() -> captionByWords(picture, words, claimed))
                .or(() ->
                    isCaption(after, all, claimed) && !own.containsValue(after)
                        ? Optional.of(after)
                        : Optional.empty());
        all.set(at, withCaption(picture, caption));
        caption.ifPresent(found -> {
          claimed.add(found);
          all.set(found, asCaption(all.get(found)));
        });
      }
    }
    return all;
  }

  private static List<Integer> captionsOfTables(List<PageBlock> blocks) {
    return blocks.stream()
        .filter(PageBlock.Table.class::isInstance)
        .flatMap(block -> ((PageBlock.Table) block).caption().stream())
        .toList();
  }

  /// A text beside a table that analysis took for the caption of one is its caption.
  private List<Integer> captionTables(
      List<PageBlock> all, List<String> words, Set<Integer> claimed) {
    Set<String> wanted = wordsOfTableCaptions();
    List<Integer> found = new ArrayList<>();
    for (int at = 0; at < all.size() && !wanted.isEmpty(); at++) {
      if (all.get(at) instanceof PageBlock.Table table && table.caption().isEmpty()) {
        for (int beside : new int[] {at - 1, at + 1}) {
          boolean caption =
              beside >= 0
                  && beside < all.size()
                  && wanted.contains(words.get(beside))
                  && !claimed.contains(beside);
          if (caption && wanted.remove(words.get(beside))) {
            all.set(at, BlockList.withCaption(table, beside));
            all.set(beside, asCaption(all.get(beside)));
            found.add(beside);
            break;
          }
        }
      }
    }
    return found;
  }

  private Set<String> wordsOfTableCaptions() {
    return analyzed.blocks().stream()
        .filter(PageBlock.Table.class::isInstance)
        .map(block -> analyzedWords(((PageBlock.Table) block).caption()))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /// Of a block of analysis; empty when there is none.
  private String analyzedWords(Optional<Integer> block) {
    return block
        .filter(at -> at >= 0 && at < analyzed.blocks().size())
        .map(analyzed.blocks()::get)
        .map(PicturePlaces::words)
        .orElse("");
  }

  private Optional<Integer> captionByWords(
      PageBlock.Picture picture, List<String> words, Set<Integer> claimed) {
    String wanted = analyzedWords(picture.caption());
    for (int at = 0; at < words.size() && !wanted.isEmpty(); at++) {
      if (!claimed.contains(at) && words.get(at).equals(wanted)) {
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
