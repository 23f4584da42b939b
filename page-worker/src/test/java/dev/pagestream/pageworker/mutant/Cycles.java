package dev.pagestream.pageworker.mutant;

import static dev.pagestream.pageworker.mutant.RawPdf.PAGE;
import static dev.pagestream.pageworker.mutant.RawPdf.bytes;

import java.util.ArrayList;
import java.util.List;

/// Files whose objects refer to themselves, or to one another in a circle.
public final class Cycles {
  private static final String TEXT = "BT /F 12 Tf 50 700 Td (Some text) Tj ET ";
  private static final String HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
  private static final String FORM = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]";

  private Cycles() {}

  public static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>();
    all.addAll(trees());
    all.addAll(contents());
    all.addAll(values());
    all.addAll(files());
    return all;
  }

  private static List<Mutant> trees() {
    return List.of(
        page(
            "page tree is its own kid",
            text().replace(2, "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>")),
        page(
            "page tree of trees in a circle",
            text()
                .replace(2, "<</Type/Pages/Kids[5 0 R 3 0 R]/Count 2>>")
                .object("<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 1>>")),
        page(
            "page tree refers to the catalog",
            text().replace(2, "<</Type/Pages/Kids[1 0 R 3 0 R]/Count 2>>")),
        page(
            "page is its own parent",
            text().replace(PAGE, "<</Type/Page/Parent 3 0 R/Contents 4 0 R>>")),
        page(
            "parents in a circle, size inherited",
            text()
                .replace(2, "<</Type/Pages/Parent 5 0 R/Kids[3 0 R]/Count 1>>")
                .replace(PAGE, "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>")
                .object("<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>")),
        page(
            "same page a thousand times",
            text().replace(2, "<</Type/Pages/Kids[" + "3 0 R ".repeat(1000) + "]/Count 1000>>")),
        page(
            "catalog is the page tree",
            text().replace(1, "<</Type/Catalog/Pages 1 0 R/Kids[3 0 R]/Count 1>>")),
        page(
            "tagged, element is its own parent",
            tagged("<</S/P/P 5 0 R/K 0>>", "<</Nums[0 [5 0 R]]>>")),
        page(
            "tagged, elements in a circle",
            tagged("<</S/P/P 9 0 R/K 0>>", "<</Nums[0 [5 0 R]]>>")
                .object("<</S/Sect/P 5 0 R/K 5 0 R>>")),
        page(
            "tagged, parent tree is its own kid",
            tagged("<</S/P/K 0>>", "<</Kids[6 0 R 6 0 R 6 0 R]>>")),
        page("tagged, roles in a circle", tagged("<</S/A/K 0>>", "<</Nums[0 [5 0 R]]>>")),
        page(
            "outline in a circle",
            text()
                .replace(1, "<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>")
                .object("<</First 6 0 R/Last 6 0 R/Count 1>>")
                .object("<</Title(One)/Parent 5 0 R/Next 6 0 R/Prev 6 0 R/First 5 0 R>>")));
  }

  private static RawPdf tagged(String element, String parentTree) {
    return RawPdf.page(
            "/StructParents 0/Resources<</Font<</F 8 0 R>>>>", "/P<</MCID 0>>BDC " + TEXT + "EMC")
        .replace(1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 7 0 R>>")
        .object(element)
        .object(parentTree)
        .object("<</Type/StructTreeRoot/ParentTree 6 0 R/RoleMap<</A/B/B/A>>/K 5 0 R>>")
        .object(HELVETICA);
  }

  private static List<Mutant> contents() {
    return List.of(
        page(
            "form draws itself",
            drawing("/XObject<</X 5 0 R>>", "/X Do").stream(
                FORM + "/Resources<</XObject<</X 5 0 R>>>>", bytes("0 0 9 9 re f /X Do"))),
        page(
            "two forms draw each other",
            drawing("/XObject<</X 5 0 R>>", "/X Do").stream(
                FORM + "/Resources<</XObject<</X 6 0 R>>>>", bytes("/X Do /X Do"))
                .stream(FORM + "/Resources<</XObject<</X 5 0 R>>>>", bytes("/X Do /X Do"))),
        page(
            "group draws itself",
            drawing("/XObject<</X 5 0 R>>", "/X Do").stream(
                FORM + "/Group<</S/Transparency>>/Resources<</XObject<</X 5 0 R>>>>",
                bytes("0 0 9 9 re f /X Do"))),
        page(
            "soft mask masks itself",
            drawing("/ExtGState<</G 5 0 R>>", "/G gs 0 0 300 300 re f")
                .object("<</SMask<</S/Luminosity/G 6 0 R>>>>")
                .stream(
                    FORM
                        + "/Group<</S/Transparency/CS/DeviceGray>>/Resources<</ExtGState<</G 5 0 R>>>>",
                    bytes("/G gs 0 0 100 100 re f"))),
        page(
            "pattern is filled with itself",
            drawing("/Pattern<</P 5 0 R>>", "/Pattern cs /P scn 0 0 300 300 re f").stream(
                "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 50 50]/XStep 50/YStep 50"
                    + "/Resources<</Pattern<</P 5 0 R>>>>",
                bytes("/Pattern cs /P scn 0 0 40 40 re f"))),
        page(
            "glyph shows itself",
            drawing("/Font<</F 5 0 R>>", TEXT)
                .object(
                    "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 83/LastChar 83"
                        + "/Widths[1]/Encoding<</Differences[83/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>")
                .stream("", bytes("1 0 d0 " + TEXT))),
        page(
            "annotation's appearance draws itself",
            RawPdf.page("/Annots[5 0 R]", "")
                .object("<</Type/Annot/Subtype/Stamp/Rect[50 50 300 300]/AP<</N 6 0 R>>>>")
                .stream(FORM + "/Resources<</XObject<</X 6 0 R>>>>", bytes("0 0 9 9 re f /X Do"))),
        page(
            "content is an array of itself",
            RawPdf.page("", "")
                .replace(PAGE, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R>>")
                .object("[5 0 R 5 0 R 4 0 R]")),
        page(
            "content is the page",
            text()
                .replace(PAGE, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R>>")),
        page(
            "resources are the page",
            text()
                .replace(
                    PAGE,
                    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 3 0 R>>")));
  }

  private static List<Mutant> values() {
    return List.of(
        page("image is its own soft mask", image("/SMask 5 0 R/ColorSpace/DeviceGray")),
        page("image is its own mask", image("/Mask 5 0 R/ColorSpace/DeviceGray")),
        page(
            "colour space is its own base",
            image("/ColorSpace 6 0 R").object("[/Indexed 6 0 R 3 (abcdefghijkl)]")),
        page(
            "colour space is its own alternate",
            image("/ColorSpace 6 0 R")
                .object("[/Separation/Spot 6 0 R 7 0 R]")
                .object("<</FunctionType 2/Domain[0 1]/C0[0]/C1[1]/N 1>>")),
        page(
            "profile is its own alternate",
            image("/ColorSpace 6 0 R").object("[/ICCBased 7 0 R]").stream(
                "/N 1/Alternate 6 0 R", bytes("no profile"))),
        page(
            "function is stitched of itself",
            drawing("/Shading<</S 5 0 R>>", "/S sh")
                .object("<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 600 0]/Function 6 0 R>>")
                .object(
                    "<</FunctionType 3/Domain[0 1]/Functions[6 0 R 6 0 R]/Bounds[.5]/Encode[0 1 0 1]>>")),
        page(
            "font is its own descendant",
            drawing("/Font<</F 5 0 R>>", TEXT)
                .object(
                    "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[5 0 R]>>")),
        page(
            "encoding is its own base",
            drawing("/Font<</F 5 0 R>>", TEXT)
                .object("<</Type/Font/Subtype/Type1/BaseFont/X/Encoding 6 0 R>>")
                .object("<</Type/Encoding/BaseEncoding 6 0 R/Differences[65 6 0 R/a]>>")),
        page(
            "character map uses itself",
            drawing("/Font<</F 5 0 R>>", TEXT)
                .object(
                    "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 6 0 R/DescendantFonts[7 0 R]>>")
                .stream("/Type/CMap/CMapName/X/UseCMap 6 0 R", bytes("/X usecmap"))
                .object(
                    "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Ordering(Identity)/Registry(Adobe)/Supplement 0>>>>")),
        page(
            "length is the stream itself",
            RawPdf.page("", "").replace(4, "<</Length 4 0 R>>\nstream\n0 0 9 9 re f\nendstream")),
        page(
            "filter is the stream itself",
            RawPdf.page("", "")
                .replace(
                    4,
                    "<</Length 12/Filter 4 0 R/DecodeParms 4 0 R>>\nstream\n0 0 9 9 re f\nendstream")),
        page(
            "reference to itself",
            text()
                .object("5 0 R")
                .replace(
                    PAGE,
                    "<</Type/Page/Parent 2 0 R/MediaBox 5 0 R/CropBox 5 0 R/Rotate 5 0 R/Contents 4 0 R>>")),
        page(
            "optional content in a circle",
            drawing("/Properties<</O 5 0 R>>", "/OC/O BDC " + TEXT + " EMC")
                .object("<</Type/OCMD/OCGs[5 0 R 6 0 R]/VE[/And 5 0 R 7 0 R]>>")
                .object("<</Type/OCMD/OCGs 5 0 R>>")
                .object("[/Not 7 0 R]")));
  }

  private static List<Mutant> files() {
    return List.of(
        page("table goes on in itself", text().trailer("/Prev @XREF")),
        page("table is its own stream", text().trailer("/XRefStm @XREF/Prev @XREF")),
        page(
            "object stream extends itself and holds itself",
            text()
                .object(
                    "<</Type/ObjStm/N 2/First 10/Extends 5 0 R/Length 40>>\nstream\n5 0 6 5    5 0 R 6 0 R                         \nendstream")),
        page(
            "encrypted by itself",
            text()
                .trailer("/Encrypt 5 0 R/ID[(a)(b)]")
                .object("<</Filter/Standard/V 5 0 R/R 5 0 R/O 5 0 R/U 5 0 R/P 5 0 R/CF 5 0 R>>")),
        page("root is the trailer's size", text().trailer("/Root 4 0 R")));
  }

  private static RawPdf text() {
    return RawPdf.page(
        "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>", TEXT);
  }

  private static RawPdf drawing(String resources, String content) {
    return RawPdf.page("/Resources<<" + resources + ">>", content);
  }

  private static RawPdf image(String entries) {
    return drawing("/XObject<</X 5 0 R>>", "q 400 0 0 400 50 50 cm /X Do Q").stream(
        "/Type/XObject/Subtype/Image/Width 20/Height 20/BitsPerComponent 8" + entries,
        new byte[400]);
  }

  private static Mutant page(String name, RawPdf pdf) {
    return new Mutant("cycle: " + name, pdf::bytes);
  }
}
