package dev.pagestream.document.assembly;

import dev.pagestream.document.docling.GroupItem;
import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.docling.TextItem;
import java.util.ArrayList;
import java.util.List;

/// The list that is being read, and the lists in its items. A list in an item is a child of the
/// item, as in docling. Confined to one assembly.
final class OpenLists {
  private final List<GroupItem> groups;
  private final List<TextItem> texts;
  private final List<Ref> body;

  /// From the outermost; empty between lists.
  private final List<OpenList> open = new ArrayList<>();

  /// @param groups where lists go
  /// @param texts where the items are
  /// @param body where outermost lists go
  OpenLists(List<GroupItem> groups, List<TextItem> texts, List<Ref> body) {
    this.groups = groups;
    this.texts = texts;
    this.body = body;
  }

  /// @param items so far
  private record OpenList(int group, Ref parent, List<Ref> items) {
    Ref ref() {
      return Ref.group(group);
    }
  }

  /// Takes an item that is the next text.
  ///
  /// @param depth how many lists it stands in beside its own; never more than one deeper than the
  ///   item before
  /// @return the list it stands in
  Ref add(Ref item, int depth) {
    closeTo(depth + 1);
    if (open.size() <= depth) {
      begin();
    }
    open.getLast().items().add(item);
    return open.getLast().ref();
  }

  void end() {
    closeTo(0);
  }

  private void begin() {
    Ref self = Ref.group(groups.size());
    Ref parent = open.isEmpty() ? Ref.BODY : open.getLast().items().getLast();
    if (open.isEmpty()) {
      body.add(self);
    } else {
      int item = parent.index();
      List<Ref> children = new ArrayList<>(texts.get(item).children());
      children.add(self);
      texts.set(item, texts.get(item).withChildren(children));
    }
    open.add(new OpenList(groups.size(), parent, new ArrayList<>()));
    // Takes its place; the items follow when it ends.
    groups.add(GroupItem.list(self, parent, List.of()));
  }

  private void closeTo(int lists) {
    while (open.size() > lists) {
      OpenList last = open.removeLast();
      groups.set(last.group(), GroupItem.list(last.ref(), last.parent(), last.items()));
    }
  }
}
