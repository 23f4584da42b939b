package dev.pagestream.document;

import dev.pagestream.document.assembly.AssembledDocument;
import dev.pagestream.document.assembly.AssemblyOptions;
import dev.pagestream.document.assembly.AssemblyRequest;
import dev.pagestream.document.assembly.DocumentAssembler;
import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.assembly.PageResult;
import dev.pagestream.document.assembly.PartFailure;
import dev.pagestream.document.assembly.PictureResult;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.document.page.TextKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Short ways to pages, pictures and answers.
public final class SamplePages {
  public static final byte[] PIXELS = "not really a PNG".getBytes(StandardCharsets.UTF_8);
  public static final Box BODY_BOX = new Box(72, 300, 540, 320);
  private static final String SHA256 = "0123456789abcdef".repeat(4);

  private SamplePages() {}

  public static AssemblyRequest request(ImageExportMode mode) {
    return request(new AssemblyOptions(mode, true, true, false, ""));
  }

  public static AssemblyRequest request(AssemblyOptions options) {
    return new AssemblyRequest("report.v2.pdf", "application/pdf", SHA256, 1234, options);
  }

  /// The document of these pages and of the results there are, by fingerprint.
  public static AssembledDocument assembled(
      Map<String, PictureResult> results, PageResult... pages) {
    return assembled(request(ImageExportMode.PLACEHOLDER), results, pages);
  }

  public static AssembledDocument assembled(
      AssemblyOptions options, Map<String, PictureResult> results, PageResult... pages) {
    return assembled(request(options), results, pages);
  }

  private static AssembledDocument assembled(
      AssemblyRequest request, Map<String, PictureResult> results, PageResult... pages) {
    return DocumentAssembler.assemble(
        request,
        List.of(pages),
        fingerprint -> Optional.ofNullable(results.get(fingerprint)),
        Optional.empty(),
        false);
  }

  public static PageResult page(int page, PageBlock... blocks) {
    return new PageResult.Analyzed(new PageContent(page, 612, 792, List.of(blocks)), _ -> PIXELS);
  }

  public static PageBlock.Text text(TextKind kind, String text) {
    return new PageBlock.Text(kind, text, BODY_BOX, 0, 10, "");
  }

  public static PageBlock.Text text(TextKind kind, String text, Box box) {
    return new PageBlock.Text(kind, text, box, 0, 10, "");
  }

  public static PageBlock.Text heading(String text, double fontSizePt) {
    return new PageBlock.Text(TextKind.HEADING, text, BODY_BOX, 1, fontSizePt, "");
  }

  public static PageBlock.Text item(String marker, String text) {
    return new PageBlock.Text(TextKind.LIST_ITEM, text, BODY_BOX, 0, 10, marker);
  }

  /// An item of a list in so many others.
  public static PageBlock.Text item(String marker, String text, int depth) {
    return new PageBlock.Text(TextKind.LIST_ITEM, text, BODY_BOX, depth, 10, marker);
  }

  /// A picture that was to be described.
  public static PageBlock.Picture picture(int index, String fingerprint) {
    return picture(index, fingerprint, Optional.empty());
  }

  public static PageBlock.Picture picture(
      int index, String fingerprint, Optional<Integer> caption) {
    return new PageBlock.Picture(
        index,
        new Box(72, 92, 300, 292),
        caption,
        Optional.of(
            new PageBlock.Crop(
                0, PIXELS.length, "image/png", 456, 400, Hashes.sha256(fingerprint))),
        Optional.of(fingerprint),
        Optional.empty(),
        List.of());
  }

  public static PageBlock.Picture skippedPicture(int index, SkipReason reason, String detail) {
    return new PageBlock.Picture(
        index,
        new Box(72, 92, 92, 112),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new PageBlock.Skip(reason, detail)),
        List.of());
  }

  public static Answer answer(String fingerprint, String text) {
    return answer(fingerprint, Optional.empty(), text, List.of());
  }

  /// Asked for something else than a description.
  public static Answer answer(String fingerprint, Purpose purpose, String text) {
    return answer(fingerprint, Optional.of(purpose), text, List.of());
  }

  /// Several questions asked in turn.
  public static Answer chain(String fingerprint, StepAnswer... steps) {
    StepAnswer last = steps[steps.length - 1];
    return answer(fingerprint, Optional.of(last.purpose()), last.text(), List.of(steps));
  }

  private static Answer answer(
      String fingerprint, Optional<Purpose> purpose, String text, List<StepAnswer> steps) {
    return new Answer(
        fingerprint,
        text,
        "granite-vision",
        "http://vlm/v1/chat/completions",
        Optional.of("stop"),
        Optional.of(100L),
        Optional.of(20L),
        250,
        1,
        Instant.EPOCH,
        purpose,
        steps);
  }

  public static StepAnswer step(Purpose purpose, String fingerprint, String text, int attempts) {
    return new StepAnswer(
        purpose, fingerprint, text, "step-model", Optional.of(10L), Optional.of(2L), 50, attempts);
  }

  public static PictureResult answered(String fingerprint, Purpose purpose, String text) {
    return new PictureResult.Described(answer(fingerprint, purpose, text), 1, false);
  }

  /// The picture with one question more.
  public static PageBlock.Picture asked(
      PageBlock.Picture picture, Purpose purpose, String fingerprint) {
    List<PageBlock.Question> more = new ArrayList<>(picture.more());
    more.add(new PageBlock.Question(purpose, fingerprint));
    return new PageBlock.Picture(
        picture.index(),
        picture.box(),
        picture.caption(),
        picture.crop(),
        picture.fingerprint(),
        picture.skipped(),
        picture.classes(),
        more,
        picture.alternate(),
        picture.panels());
  }

  /// A page that a model converts.
  public static PageResult convertedPage(
      int page, String fingerprint, String responseFormat, PageBlock... found) {
    PageBlock.Crop crop =
        new PageBlock.Crop(0, PIXELS.length, "image/png", 1224, 1584, Hashes.sha256("page"));
    PageContent.Conversion conversion =
        new PageContent.Conversion(fingerprint, responseFormat, crop);
    return new PageResult.Analyzed(
        new PageContent(page, 612, 792, List.of(found), Optional.of(conversion)), _ -> PIXELS);
  }

  public static PictureResult described(String fingerprint, String text) {
    return new PictureResult.Described(answer(fingerprint, text), 1, false);
  }

  public static PartFailure failure(FailureCode code) {
    return new PartFailure(code, "It went wrong: " + code + ".", "vlm-worker", 3);
  }
}
