package dev.pagestream.pageworker.mutant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What happens to the bytes of a file: cut off, flipped, overwritten, its tables destroyed.
public final class Damage {
  private Damage() {}

  /// The damaged variants of a document.
  public static List<Mutant> of(String name, byte[] pdf, long seed) {
    List<Mutant> mutants = new ArrayList<>();
    for (int percent : new int[] {1, 10, 30, 50, 70, 90, 99}) {
      mutants.add(
          new Mutant(
              name + " cut at " + percent + " %",
              () -> Arrays.copyOf(pdf, (int) ((long) pdf.length * percent / 100))));
    }
    for (int every : new int[] {8192, 2048, 256}) {
      mutants.add(
          new Mutant(name + " a byte of " + every + " flipped", () -> flipped(pdf, every, seed)));
    }
    mutants.add(
        new Mutant(name + " startxref gone", () -> replaced(pdf, "startxref", "startfoo_")));
    mutants.add(
        new Mutant(
            name + " tables gone",
            () ->
                replaced(
                    replaced(replaced(pdf, "xref", "xxxx"), "/XRef", "/XXXX"),
                    "trailer",
                    "tr_iler")));
    mutants.add(new Mutant(name + " endobj gone", () -> replaced(pdf, "endobj", "endxxx")));
    mutants.add(
        new Mutant(name + " endstream gone", () -> replaced(pdf, "endstream", "endxxxxxx")));
    mutants.add(
        new Mutant(
            name + " filters misnamed", () -> replaced(pdf, "/FlateDecode", "/LZWDecode  ")));
    mutants.add(new Mutant(name + " lengths misnamed", () -> replaced(pdf, "/Length", "/Langth")));
    mutants.add(new Mutant(name + " a block of zeros", () -> zeros(pdf, seed)));
    mutants.add(new Mutant(name + " a block moved", () -> moved(pdf, seed)));
    mutants.add(new Mutant(name + " bytes inserted", () -> inserted(pdf, seed)));
    mutants.add(new Mutant(name + " halves swapped", () -> swapped(pdf)));
    return mutants;
  }

  private static byte[] flipped(byte[] pdf, int every, long seed) {
    Random random = new Random(seed);
    byte[] damaged = pdf.clone();
    int flips = Math.max(5, pdf.length / every);
    for (int i = 0; i < flips; i++) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  private static byte[] replaced(byte[] pdf, String text, String with) {
    return new String(pdf, StandardCharsets.ISO_8859_1)
        .replace(text, with)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] zeros(byte[] pdf, long seed) {
    byte[] damaged = pdf.clone();
    int from = new Random(seed).nextInt(pdf.length);
    Arrays.fill(damaged, from, Math.min(pdf.length, from + pdf.length / 20 + 1), (byte) 0);
    return damaged;
  }

  private static byte[] moved(byte[] pdf, long seed) {
    Random random = new Random(seed);
    byte[] damaged = pdf.clone();
    int length = pdf.length / 20 + 1;
    System.arraycopy(
        pdf,
        random.nextInt(pdf.length - length),
        damaged,
        random.nextInt(pdf.length - length),
        length);
    return damaged;
  }

  private static byte[] inserted(byte[] pdf, long seed) {
    Random random = new Random(seed);
    int at = random.nextInt(pdf.length);
    byte[] noise = new byte[64];
    random.nextBytes(noise);
    byte[] damaged = new byte[pdf.length + noise.length];
    System.arraycopy(pdf, 0, damaged, 0, at);
    System.arraycopy(noise, 0, damaged, at, noise.length);
    System.arraycopy(pdf, at, damaged, at + noise.length, pdf.length - at);
    return damaged;
  }

  private static byte[] swapped(byte[] pdf) {
    byte[] damaged = new byte[pdf.length];
    int half = pdf.length / 2;
    System.arraycopy(pdf, half, damaged, 0, pdf.length - half);
    System.arraycopy(pdf, 0, damaged, pdf.length - half, half);
    return damaged;
  }
}
