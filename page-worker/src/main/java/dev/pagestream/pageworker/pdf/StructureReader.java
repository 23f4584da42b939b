package dev.pagestream.pageworker.pdf;

import dev.pagestream.pageworker.model.Origin;
import dev.pagestream.pageworker.model.StructureElement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/// Finds the structure elements that marked content belongs to, by way of the parent tree (ISO
/// 32000-1, 14.7.4.4). Reads only what is asked for; damaged trees read as untagged. Confined to
/// the thread of the pass.
final class StructureReader {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_ELEMENTS = 20_000;
  private static final int NO_KEY = -1;

  /// Nodes of the parent tree looked at for one page; a good tree needs its depth for each key.
  private static final int MAX_NODES = 10_000;

  private final @Nullable COSDictionary parentTree;
  private final @Nullable COSDictionary roles;
  private final List<StructureElement> elements = new ArrayList<>();
  private final IdentityHashMap<COSDictionary, Integer> indexes = new IdentityHashMap<>();
  private int nodes;

  /// @param root of the structure tree; null when the document is untagged
  StructureReader(@Nullable COSDictionary root) {
    parentTree = root == null ? null : root.getCOSDictionary(COSName.PARENT_TREE);
    roles = root == null ? null : root.getCOSDictionary(COSName.ROLE_MAP);
  }

  /// The elements of a content stream by the ids of its marked content.
  ///
  /// @param content a page or form
  @Nullable COSArray parents(COSDictionary content) {
    int key = content.getInt(COSName.STRUCT_PARENTS, NO_KEY);
    COSDictionary tree = parentTree;
    if (key == NO_KEY || tree == null) {
      return null;
    }
    return value(tree, key, 0) instanceof COSArray parents ? parents : null;
  }

  /// @return index of the element, or [Origin#NO_ELEMENT]
  int element(@Nullable COSArray parents, int markedContentId) {
    if (parents == null || markedContentId < 0 || markedContentId >= parents.size()) {
      return Origin.NO_ELEMENT;
    }
    return parents.getObject(markedContentId) instanceof COSDictionary element
        ? index(element, 0)
        : Origin.NO_ELEMENT;
  }

  /// @param element index, or [Origin#NO_ELEMENT]
  boolean isOfType(int element, String type) {
    return element != Origin.NO_ELEMENT && elements.get(element).type().equals(type);
  }

  List<StructureElement> elements() {
    return List.copyOf(elements);
  }

  private int index(COSDictionary element, int depth) {
    Integer known = indexes.get(element);
    if (known != null) {
      return known;
    }
    COSName type = element.getCOSName(COSName.S);
    if (type == null || depth > MAX_DEPTH || elements.size() >= MAX_ELEMENTS) {
      return Origin.NO_ELEMENT;
    }
    COSDictionary above = element.getCOSDictionary(COSName.P);
    int parent = above == null ? Origin.NO_ELEMENT : index(above, depth + 1);
    String alternate = element.getString(COSName.ALT);
    elements.add(
        new StructureElement(
            standard(type),
            Optional.ofNullable(alternate).map(String::strip).filter(text -> !text.isEmpty()),
            parent));
    indexes.put(element, elements.size() - 1);
    return elements.size() - 1;
  }

  private String standard(COSName type) {
    COSName mapped = type;
    for (int step = 0; step < MAX_DEPTH; step++) {
      COSName next = roles == null ? null : roles.getCOSName(mapped);
      if (next == null) {
        break;
      }
      mapped = next;
    }
    return mapped.getName();
  }

  /// Looks a key up in a number tree.
  private @Nullable COSBase value(COSDictionary node, int key, int depth) {
    COSArray numbers = node.getCOSArray(COSName.NUMS);
    if (numbers != null) {
      for (int i = 0; i + 1 < numbers.size(); i += 2) {
        if (numbers.getInt(i, NO_KEY) == key) {
          return numbers.getObject(i + 1);
        }
      }
    }
    COSArray kids = node.getCOSArray(COSName.KIDS);
    if (kids == null || depth > MAX_DEPTH) {
      return null;
    }
    for (int i = 0; i < kids.size() && nodes++ < MAX_NODES; i++) {
      if (kids.getObject(i) instanceof COSDictionary kid && within(kid, key)) {
        COSBase found = value(kid, key, depth + 1);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static boolean within(COSDictionary node, int key) {
    COSArray limits = node.getCOSArray(COSName.LIMITS);
    return limits == null
        || limits.size() < 2
        || (key >= limits.getInt(0, key) && key <= limits.getInt(1, key));
  }
}
