package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Boxes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Marks that belong together. Immutable.
final class Cluster {
  private final List<Atom> atoms;
  private final Box box;
  private final boolean whole;
  private final Optional<String> alternate;
  private final List<Box> parts;
  private final Ink ink;

  private Cluster(
      List<Atom> atoms,
      Ink ink,
      Box box,
      boolean whole,
      Optional<String> alternate,
      List<Box> parts) {
    this.atoms = atoms;
    this.box = box;
    this.whole = whole;
    this.alternate = alternate;
    this.parts = parts;
    this.ink = ink;
  }

  /// @param atoms not empty
  static Cluster of(List<Atom> atoms) {
    Box box = atoms.getFirst().box();
    for (Atom atom : atoms) {
      box = box.union(atom.box());
    }
    return new Cluster(
        List.copyOf(atoms), Ink.of(atoms), box, false, Optional.empty(), List.of(box));
  }

  /// Marks that the document itself keeps together.
  static Cluster whole(List<Atom> atoms, Box box, Optional<String> alternate) {
    return new Cluster(List.copyOf(atoms), Ink.of(atoms), box, true, alternate, List.of(box));
  }

  List<Atom> atoms() {
    return atoms;
  }

  Box box() {
    return box;
  }

  /// Whether the document itself says that this is one thing: a form, or a tagged figure.
  boolean whole() {
    return whole;
  }

  Optional<String> alternate() {
    return alternate;
  }

  Ink ink() {
    return ink;
  }

  /// The boxes of what was grouped to this.
  List<Box> parts() {
    return parts;
  }

  /// Only rules: lines of a table, or between texts.
  boolean weak() {
    return ink.onlyRules();
  }

  /// Bitmaps and next to nothing else.
  boolean photo() {
    return ink.bitmaps() > 0 && atoms.size() - ink.bitmaps() <= 2;
  }

  /// Bitmaps and no drawing.
  boolean bitmapsOnly() {
    return ink.bitmaps() > 0 && ink.drawn() == 0 && ink.shadings() == 0;
  }

  List<Atom> bitmaps() {
    return atoms.stream().filter(Atom.Bitmap.class::isInstance).toList();
  }

  double bitmapArea() {
    return bitmaps().stream().mapToDouble(bitmap -> bitmap.box().area()).sum();
  }

  /// Both as one.
  Cluster join(Cluster other) {
    return joined(other, List.of(box.union(other.box)));
  }

  /// Both as one, each a part of it.
  Cluster group(Cluster other) {
    List<Box> all = new ArrayList<>(parts);
    all.addAll(other.parts);
    return joined(other, List.copyOf(all));
  }

  private Cluster joined(Cluster other, List<Box> joinedParts) {
    List<Atom> all = new ArrayList<>(atoms.size() + other.atoms.size());
    all.addAll(atoms);
    all.addAll(other.atoms);
    return new Cluster(
        all,
        ink.with(other.ink),
        box.union(other.box),
        whole || other.whole,
        alternate.or(() -> other.alternate),
        joinedParts);
  }

  /// The same marks with a label.
  Cluster with(Box label) {
    Box larger = box.union(label);
    List<Box> grown = parts.size() == 1 ? List.of(larger) : nearestGrown(label);
    return new Cluster(atoms, ink, larger, whole, alternate, grown);
  }

  private List<Box> nearestGrown(Box label) {
    int nearest = 0;
    for (int i = 1; i < parts.size(); i++) {
      if (Boxes.distance(parts.get(i), label) < Boxes.distance(parts.get(nearest), label)) {
        nearest = i;
      }
    }
    List<Box> grown = new ArrayList<>(parts);
    grown.set(nearest, grown.get(nearest).union(label));
    return List.copyOf(grown);
  }
}
