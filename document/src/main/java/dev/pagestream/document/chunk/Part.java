package dev.pagestream.document.chunk;

import dev.pagestream.document.Unicode;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.Ref;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The smallest piece of a chunk that stays whole if it can: an item of a list, a paragraph, a
/// table, a picture.
///
/// @param text well-formed
/// @param lead lines of the text that are repeated when it is split; empty for none
/// @param items not empty
record Part(
    String text,
    String lead,
    List<String> captions,
    List<Ref> items,
    SortedSet<Integer> pageNumbers) {
  Part {
    text = Unicode.wellFormed(text);
    lead = Unicode.wellFormed(lead);
    captions = captions.stream().map(Unicode::wellFormed).toList();
    items = List.copyOf(items);
  }

  static Part of(String text, String selfRef, List<Provenance> prov) {
    return new Part(text, "", List.of(), List.of(new Ref(selfRef)), pageNumbers(prov));
  }

  static SortedSet<Integer> pageNumbers(Collection<Provenance> prov) {
    SortedSet<Integer> pages = new TreeSet<>();
    prov.forEach(place -> pages.add(place.pageNo()));
    return pages;
  }

  /// The same place with another text.
  Part saying(String other) {
    return new Part(other, "", captions, items, pageNumbers);
  }
}
