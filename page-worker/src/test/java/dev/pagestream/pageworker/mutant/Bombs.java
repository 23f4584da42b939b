package dev.pagestream.pageworker.mutant;

import static dev.pagestream.pageworker.mutant.RawPdf.bytes;
import static dev.pagestream.pageworker.mutant.RawPdf.deflated;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Small files that ask for much: memory, time or depth.
public final class Bombs {
  private static final String FLATE = "/Filter/FlateDecode";
  private static final String IMAGE = "/Type/XObject/Subtype/Image/BitsPerComponent 8";
  private static final String FORM = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]";
  private static final String TEXT = "BT /F 12 Tf 50 700 Td (Some text) Tj ET ";
  private static final byte[] MEBIBYTE = new byte[1 << 20];
  private static final int MILLION = 1_000_000;

  /// A mebibyte when deflated; making it takes seconds.
  private static final Supplier<byte[]> GIBIBYTE_OF_ZEROS = once(() -> deflated(MEBIBYTE, 1024));

  private static final Supplier<byte[]> GIBIBYTE_OF_BLANKS =
      once(() -> deflated(" ".repeat(1 << 20), 1024));

  private Bombs() {}

  private static Supplier<byte[]> once(Supplier<byte[]> maker) {
    AtomicReference<byte[]> made = new AtomicReference<>();
    return () -> made.updateAndGet(known -> known == null ? maker.get() : known);
  }

  public static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>();
    all.addAll(unfolding());
    all.addAll(sizes());
    all.addAll(images());
    all.addAll(depths());
    all.addAll(counts());
    all.addAll(drawings());
    return all;
  }

  private static List<Mutant> unfolding() {
    return List.of(
        bomb("content of a gibibyte of blanks", () -> content(GIBIBYTE_OF_BLANKS.get(), FLATE)),
        bomb(
            "content deflated, hex on top",
            () ->
                content(
                    hex(deflated(" ".repeat(1 << 20), 512)),
                    "/Filter[/ASCIIHexDecode/FlateDecode]")),
        bomb(
            "content deflated twice by two names",
            () -> content(deflated(GIBIBYTE_OF_BLANKS.get(), 1), "/Filter[/FlateDecode/Fl]")),
        bomb(
            "ten contents of a hundred megabytes",
            () -> {
              RawPdf pdf =
                  RawPdf.page("", "")
                      .replace(
                          3,
                          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents[5 0 R 6 0 R 7 0 R 8 0 R 9 0 R 10 0 R 11 0 R 12 0 R 13 0 R 14 0 R]>>");
              byte[] one = deflated(" ".repeat(1 << 20), 100);
              for (int i = 0; i < 10; i++) {
                pdf.stream(FLATE, one);
              }
              return pdf.bytes();
            }),
        bomb(
            "image of a gibibyte",
            () ->
                image(
                    "/ColorSpace/DeviceGray/Width 40000/Height 25000" + FLATE,
                    GIBIBYTE_OF_ZEROS.get())),
        bomb(
            "small image with a gibibyte of data",
            () ->
                image(
                    "/ColorSpace/DeviceGray/Width 20/Height 20" + FLATE, GIBIBYTE_OF_ZEROS.get())),
        bomb(
            "inline image of a gibibyte",
            () ->
                content(
                    "q 300 0 0 300 9 9 cm BI /W 20 /H 20 /CS /G /BPC 8 /F /Fl ID ",
                    GIBIBYTE_OF_ZEROS.get(),
                    "\nEI Q")),
        bomb(
            "soft mask of a gibibyte",
            () ->
                picture("/ColorSpace/DeviceGray/Width 20/Height 20/SMask 6 0 R", new byte[400])
                    .stream(
                        IMAGE + "/ColorSpace/DeviceGray/Width 20/Height 20" + FLATE,
                        GIBIBYTE_OF_ZEROS.get())
                    .bytes()),
        bomb(
            "character map of a gibibyte",
            () ->
                font("/Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R").stream(
                        FLATE, GIBIBYTE_OF_BLANKS.get())
                    .bytes()),
        bomb(
            "font file of a gibibyte",
            () ->
                font(
                        "/Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 6 0 R/FirstChar 0/LastChar 0/Widths[1]")
                    .object("<</Type/FontDescriptor/FontName/X/Flags 32/FontFile2 7 0 R>>")
                    .stream(FLATE, GIBIBYTE_OF_ZEROS.get())
                    .bytes()),
        bomb(
            "profile of a gibibyte",
            () ->
                picture("/ColorSpace[/ICCBased 6 0 R]/Width 20/Height 20", new byte[1200]).stream(
                        "/N 3" + FLATE, GIBIBYTE_OF_ZEROS.get())
                    .bytes()),
        bomb(
            "object stream of a gibibyte",
            () ->
                RawPdf.page("", "").stream(
                        "/Type/ObjStm/N 1/First 4" + FLATE, GIBIBYTE_OF_BLANKS.get())
                    .bytes()),
        bomb("table of a gibibyte", Bombs::hugeTable),
        bomb(
            "sampled function of a gibibyte",
            () ->
                drawing("/Shading<</S 5 0 R>>", "/S sh")
                    .object(
                        "<</ShadingType 1/ColorSpace/DeviceGray/Domain[0 600 0 800]/Function 6 0 R>>")
                    .stream(
                        "/FunctionType 0/Domain[0 600 0 800]/Range[0 1]/Size[30000 30000]/BitsPerSample 8"
                            + FLATE,
                        GIBIBYTE_OF_ZEROS.get())
                    .bytes()),
        bomb(
            "mesh of a gibibyte",
            () ->
                drawing("/Shading<</S 5 0 R>>", "/S sh").stream(
                        "/ShadingType 4/ColorSpace/DeviceGray/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8/Decode[0 600 0 800 0 1]"
                            + FLATE,
                        GIBIBYTE_OF_ZEROS.get())
                    .bytes()));
  }

  /// A cross-reference stream that unfolds to much.
  private static byte[] hugeTable() {
    byte[] table = GIBIBYTE_OF_ZEROS.get();
    String head = "%PDF-1.7\n";
    String start =
        "1 0 obj\n<</Type/XRef/Size 99999999/W[1 4 2]/Root 2 0 R"
            + FLATE
            + "/Length "
            + table.length
            + ">>\nstream\n";
    String end =
        """

        endstream
        endobj
        2 0 obj
        <</Type/Catalog/Pages 3 0 R>>
        endobj
        3 0 obj
        <</Type/Pages/Kids[]/Count 0>>
        endobj
        startxref
        9
        %%EOF
        """;
    return joined(bytes(head + start), table, bytes(end));
  }

  private static List<Mutant> sizes() {
    List<Mutant> all = new ArrayList<>();
    for (String box :
        List.of(
            "0 0 14400 14400",
            "0 0 1000000 1000000",
            "0 0 1e30 1e30",
            "0 0 0 0",
            "0 0 -600 -800",
            "0 0 600 0.0001",
            "-1e9 -1e9 1e9 1e9",
            "0 0 1 1e9",
            "0 0",
            "(a) /b [] <<>>",
            "600 800 0 0",
            "0 0 NaN NaN")) {
      all.add(
          bomb(
              "page of " + box,
              () ->
                  picture("/ColorSpace/DeviceGray/Width 20/Height 20", new byte[400])
                      .replace(
                          RawPdf.PAGE,
                          "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>/MediaBox["
                              + box
                              + "]>>")
                      .bytes()));
    }
    for (String rotate : List.of("45", "-90", "1e30", "2147483647", "(x)")) {
      all.add(
          bomb(
              "page rotated by " + rotate,
              () ->
                  picture("/ColorSpace/DeviceGray/Width 20/Height 20", new byte[400])
                      .replace(
                          RawPdf.PAGE,
                          "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>/MediaBox[0 0 600 800]/Rotate "
                              + rotate
                              + ">>")
                      .bytes()));
    }
    for (String matrix :
        List.of(
            "1e30 0 0 1e30 0 0",
            "0 0 0 0 0 0",
            "1e-30 0 0 1e-30 300 300",
            "1e9 1e9 -1e9 1e9 0 0",
            "400 0 0 1e-9 50 50")) {
      all.add(
          bomb(
              "image placed by " + matrix,
              () ->
                  drawing("/XObject<</X 5 0 R>>", "q " + matrix + " cm /X Do Q 50 50 400 400 re f")
                      .stream(IMAGE + "/ColorSpace/DeviceGray/Width 20/Height 20", new byte[400])
                      .bytes()));
    }
    for (String size : List.of("1e30", "-12", "0", "1000000", "0.00001")) {
      all.add(
          bomb(
              "text of size " + size,
              () ->
                  drawing(
                          "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>",
                          "BT /F " + size + " Tf 50 700 Td (Some text) Tj ET")
                      .bytes()));
    }
    return all;
  }

  private static List<Mutant> images() {
    return List.of(
        bomb(
            "image of 100,000 x 100,000 with a byte",
            () -> image("/ColorSpace/DeviceRGB/Width 100000/Height 100000", new byte[1])),
        bomb(
            "stencil of 60,000 x 60,000",
            () ->
                image(
                    "/ImageMask true/BitsPerComponent 1/Width 60000/Height 60000" + FLATE,
                    deflated(MEBIBYTE, 100))),
        bomb(
            "image of negative size",
            () -> image("/ColorSpace/DeviceRGB/Width -20/Height -20", new byte[400])),
        bomb(
            "image of size 2147483647",
            () -> image("/ColorSpace/DeviceRGB/Width 2147483647/Height 2147483647", new byte[400])),
        bomb("image without size", () -> image("/ColorSpace/DeviceRGB", new byte[400])),
        bomb(
            "image of 33 bits",
            () ->
                image(
                    "/ColorSpace/DeviceRGB/Width 20/Height 20/BitsPerComponent 33", new byte[400])),
        bomb(
            "image decoded from a huge array",
            () ->
                image(
                    "/ColorSpace/DeviceRGB/Width 20/Height 20/Decode["
                        + "0 1 ".repeat(100_000)
                        + "]",
                    new byte[1200])),
        bomb(
            "JPEG of 65,000 x 65,000",
            () ->
                image(
                    "/ColorSpace/DeviceRGB/Width 65000/Height 65000/Filter/DCTDecode",
                    jpeg(65_000, 65_000))),
        bomb(
            "JPEG that says it is small",
            () ->
                image(
                    "/ColorSpace/DeviceRGB/Width 20/Height 20/Filter/DCTDecode",
                    jpeg(65_000, 65_000))),
        bomb(
            "fax of 100,000 x 100,000",
            () ->
                image(
                    "/ColorSpace/DeviceGray/Width 100000/Height 100000/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 100000/Rows 100000>>",
                    new byte[100])),
        bomb(
            "fax of 40,000 x 40,000",
            () ->
                image(
                    "/ColorSpace/DeviceGray/BitsPerComponent 1/Width 40000/Height 40000/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 40000/Rows 40000>>",
                    new byte[100])),
        bomb(
            "JBIG2 of nothing",
            () ->
                image(
                    "/ColorSpace/DeviceGray/Width 20/Height 20/Filter/JBIG2Decode", new byte[100])),
        bomb(
            "JBIG2 of 2,000,000,000 x 2,000,000,000",
            () -> image("/ColorSpace/DeviceGray/Width 20/Height 20/Filter/JBIG2Decode", jbig2())),
        bomb(
            "JPEG 2000 of nothing",
            () -> image("/Width 20/Height 20/Filter/JPXDecode", new byte[100])),
        bomb(
            "palette of 2,000,000,000",
            () ->
                image(
                    "/ColorSpace[/Indexed/DeviceRGB 2000000000(abc)]/Width 20/Height 20",
                    new byte[400])),
        bomb(
            "colour of 100,000 components",
            () ->
                picture(
                        "/ColorSpace[/DeviceN["
                            + "/A ".repeat(100_000)
                            + "]/DeviceGray 6 0 R]/Width 20/Height 20",
                        new byte[400])
                    .object("<</FunctionType 2/Domain[0 1]/C0[0]/C1[1]/N 1>>")
                    .bytes()),
        bomb(
            "predictor of 2,000,000,000 columns",
            () ->
                image(
                    "/ColorSpace/DeviceGray/Width 20/Height 20/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2000000000/Colors 32/BitsPerComponent 16>>",
                    deflated(MEBIBYTE, 1))));
  }

  private static List<Mutant> depths() {
    return List.of(
        bomb("million states saved", () -> content("q ".repeat(MILLION))),
        bomb("million states restored", () -> content("Q ".repeat(MILLION))),
        bomb("million marks begun", () -> content("/P BMC ".repeat(MILLION) + "0 0 9 9 re f")),
        bomb("array in array, million deep", () -> content("[".repeat(MILLION))),
        bomb("dictionary in dictionary, million deep", () -> content("<</A".repeat(MILLION))),
        bomb(
            "array in array in an object",
            () -> RawPdf.page("/Rotate 5 0 R", "").object("[".repeat(MILLION)).bytes()),
        bomb(
            "dictionary in dictionary in an object",
            () -> RawPdf.page("/Rotate 5 0 R", "").object("<</A".repeat(MILLION)).bytes()),
        bomb(
            "array in array in the page",
            () -> RawPdf.page("/Annots " + "[".repeat(100_000) + "]".repeat(100_000), "").bytes()),
        bomb("thousand forms in one another", () -> nested(1_000, FORM)),
        bomb(
            "thousand groups in one another",
            () -> nested(1_000, FORM + "/Group<</S/Transparency>>")),
        bomb("forms that draw two each, forty deep", () -> doubling(40, FORM)),
        bomb(
            "groups that draw two each, forty deep",
            () -> doubling(40, FORM + "/Group<</S/Transparency>>")),
        bomb(
            "page tree ten thousand deep",
            () -> {
              RawPdf pdf = RawPdf.page("", "");
              pdf.replace(2, "<</Type/Pages/Kids[5 0 R]/Count 1>>");
              for (int i = 0; i < 10_000; i++) {
                pdf.object(
                    "<</Type/Pages/Parent "
                        + (i == 0 ? 2 : i + 4)
                        + " 0 R/Count 1/Kids["
                        + (i == 9_999 ? 3 : i + 6)
                        + " 0 R]>>");
              }
              return pdf.bytes();
            }),
        bomb(
            "function stitched ten thousand deep",
            () -> {
              RawPdf pdf =
                  drawing("/Shading<</S 5 0 R>>", "/S sh")
                      .object(
                          "<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 600 0]/Function 6 0 R>>");
              for (int i = 0; i < 10_000; i++) {
                pdf.object(
                    "<</FunctionType 3/Domain[0 1]/Functions["
                        + (i + 7)
                        + " 0 R]/Bounds[]/Encode[0 1]>>");
              }
              return pdf.object("<</FunctionType 2/Domain[0 1]/N 1>>").bytes();
            }),
        bomb(
            "calculator function of braces",
            () ->
                drawing("/Shading<</S 5 0 R>>", "/S sh")
                    .object(
                        "<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 600 0]/Function 6 0 R>>")
                    .stream(
                        "/FunctionType 4/Domain[0 1]/Range[0 1]",
                        bytes("{".repeat(100_000) + "}".repeat(100_000)))
                    .bytes()),
        bomb(
            "chain of references",
            () -> {
              RawPdf pdf = RawPdf.page("/Rotate 5 0 R", "");
              for (int i = 0; i < 10_000; i++) {
                pdf.object((i + 6) + " 0 R");
              }
              return pdf.object("90").bytes();
            }));
  }

  private static List<Mutant> counts() {
    return List.of(
        bomb(
            "two million rectangles",
            () -> content(deflated("10 10 9 9 re f ", 2 * MILLION), FLATE)),
        bomb(
            "path of two million curves",
            () -> content(deflated("1 2 3 4 500 600 c ", 2 * MILLION), FLATE)),
        bomb("path of a million pieces", () -> content(deflated("10 10 9 9 re ", MILLION), FLATE)),
        bomb("million clips", () -> content(deflated("10 10 500 500 re W n ", MILLION), FLATE)),
        bomb(
            "clip of a hundred thousand triangles",
            () -> content(deflated("10 10 m 500 20 l 30 700 l h ", 100_000), FLATE)),
        bomb(
            "million characters",
            () ->
                drawing(
                        "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>",
                        "BT /F 1 Tf 9 9 Td (" + "x".repeat(MILLION) + ") Tj ET")
                    .bytes()),
        bomb("million operands", () -> content("1 ".repeat(MILLION) + "re f")),
        bomb(
            "million images",
            () ->
                drawing("/XObject<</X 5 0 R>>", "/X Do ".repeat(MILLION)).stream(
                        IMAGE + "/ColorSpace/DeviceGray/Width 2/Height 3", new byte[6])
                    .bytes()),
        bomb("name of a million letters", () -> content("/" + "A".repeat(MILLION) + " Do")),
        bomb("string of a million parentheses", () -> content("(".repeat(MILLION) + " Tj")),
        bomb(
            "widths of a million",
            () ->
                font("/Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 0/LastChar 1000000/Widths["
                        + "500 ".repeat(MILLION)
                        + "]")
                    .bytes()),
        bomb(
            "widths from 0 to 2,000,000,000",
            () ->
                drawing("/Font<</F 5 0 R>>", TEXT)
                    .object(
                        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>")
                    .object(
                        "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Ordering(Identity)/Registry(Adobe)/Supplement 0>>/W[0 2000000000 500]/W2[0 2000000000 1 2 3]>>")
                    .bytes()),
        bomb(
            "character map from 0 to ffffffff",
            () ->
                font("/Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R").stream(
                        "",
                        bytes(
                            "1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"))
                    .bytes()),
        bomb(
            "million pages by count",
            () ->
                RawPdf.page("", "")
                    .replace(2, "<</Type/Pages/Kids[3 0 R]/Count 2000000000>>")
                    .bytes()),
        bomb(
            "element with a million marks",
            () ->
                RawPdf.page("/StructParents 0", "/P<</MCID 999999>>BDC 0 0 9 9 re f EMC")
                    .replace(
                        1,
                        "<</Type/Catalog/Pages 2 0 R/StructTreeRoot<</ParentTree<</Nums[0 ["
                            + "5 0 R ".repeat(MILLION)
                            + "]]>>>>>>")
                    .object("<</S/Figure>>")
                    .bytes()));
  }

  private static List<Mutant> drawings() {
    return List.of(
        bomb(
            "dashes of a million lengths",
            () ->
                content(
                    "["
                        + "1 2 ".repeat(MILLION / 2)
                        + "] 0 d 5 w 10 10 m 500 700 l S 50 50 400 400 re f")),
        bomb(
            "dashes of nothing",
            () ->
                content(
                    "[0.000001 0.000001] 0 d 5 w 10 10 m 500 700 l S 100 100 400 400 re S 50 50 400 400 re f")),
        bomb("dashes of zero", () -> content("[0 0 0] 0 d 10 10 m 500 700 l S 50 50 400 400 re f")),
        bomb(
            "dashes, negative and huge",
            () -> content("[-1 1e30 -1e30] 1e30 d 10 10 m 500 700 l S 50 50 400 400 re f")),
        bomb("line of width 1e30", () -> content("1e30 w 10 10 m 500 700 l S 50 50 400 400 re f")),
        bomb(
            "line to 1e30",
            () -> content("[3 3] 0 d 1 w 10 10 m 1e30 1e30 l S 50 50 400 400 re f")),
        bomb(
            "curve to 1e9, dashed",
            () -> content("[3 3] 0 d 1 w 10 10 m 1e9 1e9 -1e9 1e9 50 50 c S 50 50 400 400 re f")),
        bomb("tiles of nothing", () -> tiles("0.0001", "0 0 0.0001 0.0001")),
        bomb("tiles of 1e9", () -> tiles("1e9", "0 0 1e9 1e9")),
        bomb("tiles of zero", () -> tiles("0", "0 0 9 9")),
        bomb(
            "flatness and limits",
            () ->
                content(
                    "0 i 1e30 M 9 J 9 j 1e-30 w 10 10 m 500 700 300 2 9 9 c S 50 50 400 400 re f")),
        bomb(
            "shading of zero length",
            () -> shading("/ShadingType 2/Coords[0 0 0 0]/Extend[true true]")),
        bomb(
            "shading of huge circles",
            () -> shading("/ShadingType 3/Coords[0 0 1e30 1 1 -1e30]/Extend[true true]")),
        bomb(
            "operators without operands",
            () ->
                content(
                    "q cm Do Tj TJ Tf d gs sh scn SCN BDC EMC re c v y l m ' \" Td TD Tm d0 d1 i ri W n Q Q Q Q f")),
        bomb(
            "operators nobody knows",
            () -> content("foo bar 1 2 baz (x) quux BX nope EX ".repeat(10_000))));
  }

  private static byte[] tiles(String step, String box) {
    return drawing("/Pattern<</P 5 0 R>>", "/Pattern cs /P scn 50 50 400 400 re f").stream(
            "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox["
                + box
                + "]/XStep "
                + step
                + "/YStep "
                + step
                + "/Resources<<>>",
            bytes("1 0 0 rg 0 0 9 9 re f"))
        .bytes();
  }

  private static byte[] shading(String entries) {
    return drawing("/Shading<</S 5 0 R>>", "50 50 400 400 re W n /S sh")
        .object(
            "<</ColorSpace/DeviceGray/Function<</FunctionType 2/Domain[0 1]/N 1e30>>"
                + entries
                + ">>")
        .bytes();
  }

  private static byte[] nested(int depth, String form) {
    RawPdf pdf = drawing("/XObject<</X 5 0 R>>", "/X Do");
    for (int i = 0; i < depth; i++) {
      pdf.stream(
          form + "/Resources<</XObject<</X " + (i + 6) + " 0 R>>>>",
          bytes("q 50 50 400 400 re f /X Do Q"));
    }
    return pdf.stream(form, bytes("50 50 400 400 re f")).bytes();
  }

  private static byte[] doubling(int depth, String form) {
    RawPdf pdf = drawing("/XObject<</X 5 0 R>>", "/X Do");
    for (int i = 0; i < depth; i++) {
      pdf.stream(form + "/Resources<</XObject<</X " + (i + 6) + " 0 R>>>>", bytes("/X Do /X Do"));
    }
    return pdf.stream(form, bytes("50 50 400 400 re f")).bytes();
  }

  private static byte[] jpeg(int width, int height) {
    return new byte[] {
      (byte) 0xff,
      (byte) 0xd8,
      (byte) 0xff,
      (byte) 0xc0,
      0,
      17,
      8,
      (byte) (height >> 8),
      (byte) height,
      (byte) (width >> 8),
      (byte) width,
      3,
      1,
      0x11,
      0,
      2,
      0x11,
      0,
      3,
      0x11,
      0,
      (byte) 0xff,
      (byte) 0xda,
      0,
      12,
      3,
      1,
      0,
      2,
      0,
      3,
      0,
      0,
      63,
      0,
      1,
      2,
      3
    };
  }

  private static byte[] jbig2() {
    return new byte[] {
      0,
      0,
      0,
      0,
      48,
      0,
      1,
      0,
      0,
      0,
      19,
      0x77,
      0x35,
      (byte) 0x94,
      0,
      0x77,
      0x35,
      (byte) 0x94,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0
    };
  }

  private static byte[] hex(byte[] data) {
    StringBuilder hex = new StringBuilder(2 * data.length);
    for (byte value : data) {
      hex.append(Character.forDigit((value >> 4) & 15, 16))
          .append(Character.forDigit(value & 15, 16));
    }
    return bytes(hex + ">");
  }

  private static byte[] content(String operators) {
    return RawPdf.page("", operators).bytes();
  }

  private static byte[] content(byte[] data, String entries) {
    return RawPdf.page("", "")
        .replace(RawPdf.PAGE, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R>>")
        .stream(entries, data)
        .bytes();
  }

  private static byte[] content(String before, byte[] data, String after) {
    return content(joined(bytes(before), data, bytes(after)), "");
  }

  private static byte[] image(String entries, byte[] data) {
    return picture(entries, data).bytes();
  }

  private static RawPdf picture(String entries, byte[] data) {
    return drawing("/XObject<</X 5 0 R>>", "q 400 0 0 400 50 50 cm /X Do Q").stream(
        (entries.contains("BitsPer") ? "/Type/XObject/Subtype/Image" : IMAGE) + entries, data);
  }

  private static RawPdf font(String entries) {
    return drawing("/Font<</F 5 0 R>>", TEXT).object("<<" + entries + ">>");
  }

  private static RawPdf drawing(String resources, String content) {
    return RawPdf.page("/Resources<<" + resources + ">>", content);
  }

  private static byte[] joined(byte[]... parts) {
    java.io.ByteArrayOutputStream joined = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static Mutant bomb(String name, Mutant.Maker maker) {
    return new Mutant("bomb: " + name, maker);
  }
}
