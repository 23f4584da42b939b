package dev.pagestream.pageworker.mutant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Well-formed files in which values stand where they do not belong: another type, another number,
/// a reference to some other object.
public final class SwappedValues {
  private static final int MOST_SWAPS = 12;

  private SwappedValues() {}

  /// Variants of a document, each by a seed of its own.
  public static List<Mutant> of(String name, byte[] pdf, long seed, int count) {
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long own = seed * 1_000 + i;
      mutants.add(new Mutant(name + " values swapped, seed " + own, () -> swapped(pdf, own)));
    }
    return mutants;
  }

  private static byte[] swapped(byte[] pdf, long seed) throws IOException {
    Random random = new Random(seed);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<Consumer<COSBase>> places = places(document.getDocumentCatalog().getCOSObject());
      List<COSObject> objects = objects(document.getDocument());
      int swaps = 1 + random.nextInt(MOST_SWAPS);
      for (int i = 0; i < swaps; i++) {
        places.get(random.nextInt(places.size())).accept(value(random, objects));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out, CompressParameters.NO_COMPRESSION);
      return out.toByteArray();
    }
  }

  /// Where a value can be put, found from the catalog.
  private static List<Consumer<COSBase>> places(COSDictionary catalog) {
    List<Consumer<COSBase>> places = new ArrayList<>();
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<COSBase> open = new ArrayDeque<>(List.of(catalog));
    while (!open.isEmpty()) {
      COSBase next = open.pop();
      if (!seen.add(next)) {
        continue;
      }
      switch (next) {
        case COSDictionary dictionary -> {
          for (COSName key : List.copyOf(dictionary.keySet())) {
            places.add(value -> dictionary.setItem(key, value));
            push(open, dictionary.getDictionaryObject(key));
          }
        }
        case COSArray array -> {
          for (int i = 0; i < array.size(); i++) {
            int index = i;
            places.add(value -> array.set(index, value));
            push(open, array.getObject(i));
          }
        }
        case COSBase _ -> {}
      }
    }
    return places;
  }

  private static void push(Deque<COSBase> open, COSBase value) {
    if (value instanceof COSDictionary || value instanceof COSArray) {
      open.push(value);
    }
  }

  private static List<COSObject> objects(COSDocument document) {
    return document.getXrefTable().keySet().stream()
        .sorted()
        .map(document::getObjectFromPool)
        .toList();
  }

  private static COSBase value(Random random, List<COSObject> objects) {
    return switch (random.nextInt(14)) {
      case 0 -> COSNull.NULL;
      case 1 -> COSInteger.get(random.nextInt());
      case 2 -> COSInteger.get(-1);
      case 3 -> COSInteger.ZERO;
      case 4 -> new COSFloat(1e30f);
      case 5 -> new COSFloat(-1e-30f);
      case 6 -> new COSString("a string");
      case 7 -> COSName.getPDFName("Name" + random.nextInt(3));
      case 8 -> new COSArray();
      case 9 -> new COSDictionary();
      case 10 -> COSBoolean.TRUE;
      default -> objects.get(random.nextInt(objects.size()));
    };
  }
}
