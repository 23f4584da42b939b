package dev.pagestream.pageworker.pdf;

import dev.pagestream.pageworker.model.Bookmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.jspecify.annotations.Nullable;

/// The outline of a document by the pages it leads to. Damaged entries are passed over. Immutable.
final class Bookmarks {
  private static final int MAX_ITEMS = 5_000;
  private static final int MAX_DEPTH = 32;

  private final IdentityHashMap<COSDictionary, List<Bookmark>> byPage = new IdentityHashMap<>();

  /// Against outlines that are circles.
  private final Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Bookmarks() {}

  static Bookmarks of(PDDocument document) {
    Bookmarks bookmarks = new Bookmarks();
    @Nullable PDDocumentOutline outline = document.getDocumentCatalog().getDocumentOutline();
    if (outline != null) {
      bookmarks.readChildren(document, outline, 1);
    }
    return bookmarks;
  }

  List<Bookmark> on(PDPage page) {
    return List.copyOf(byPage.getOrDefault(page.getCOSObject(), List.of()));
  }

  private void readChildren(PDDocument document, PDOutlineNode parent, int level) {
    @Nullable PDOutlineItem item = parent.getFirstChild();
    while (item != null && seen.size() < MAX_ITEMS && seen.add(item.getCOSObject())) {
      read(document, item, level);
      if (level < MAX_DEPTH) {
        readChildren(document, item, level + 1);
      }
      item = item.getNextSibling();
    }
  }

  private void read(PDDocument document, PDOutlineItem item, int level) {
    @Nullable String title = item.getTitle();
    if (title == null || title.isBlank()) {
      return;
    }
    try {
      @Nullable PDPage page = item.findDestinationPage(document);
      if (page != null) {
        byPage
            .computeIfAbsent(page.getCOSObject(), _ -> new ArrayList<>())
            .add(new Bookmark(title.strip(), level));
      }
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      // It leads nowhere, and its children may lead somewhere.
    }
  }
}
