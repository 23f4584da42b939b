package dev.pagestream.document.assembly;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.Origin;
import dev.pagestream.document.page.PageContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Puts pages and answers together to one document, and says how the document ended.
public final class DocumentAssembler {
  private DocumentAssembler() {}

  /// Never leaves a picture without an outcome: one whose fingerprint has no result failed with
  /// [FailureCode#INTERNAL], or with [FailureCode#CANCELLED] in a cancelled document.
  ///
  /// Exceptions of `pages`, of its crop readers and of `byFingerprint` pass through.
  ///
  /// @param pages in page order; gone through once, a page's crops are read before the next page is
  ///   asked for
  /// @param byFingerprint what became of a question; asked for each question about a picture and
  ///   for each page that was to be converted
  /// @param documentFailure why the document as a whole failed; it is then a failure whatever its
  ///   parts are
  /// @param cancelled the client gave it up; decides the outcome before anything else
  public static AssembledDocument assemble(
      AssemblyRequest request,
      Iterable<PageResult> pages,
      Function<String, Optional<PictureResult>> byFingerprint,
      Optional<PartFailure> documentFailure,
      boolean cancelled) {
    AssemblyOptions options = request.options();
    List<ErrorItem> errors = new ArrayList<>();
    documentFailure.ifPresent(failure -> errors.add(ErrorItem.of(failure, Optional.empty())));

    ImageExport images = new ImageExport(options.effectiveImageMode());
    Answers results = new Answers(byFingerprint, cancelled);
    Bill bill = new Bill();
    PageConversions conversions = new PageConversions(results, bill);
    List<ReadPage> read = new ArrayList<>();
    int pagesUnread = read(pages, images, conversions, read, errors);
    errors.addAll(conversions.errors());
    if (read.isEmpty() && errors.isEmpty() && !cancelled) {
      errors.add(ErrorItem.of(noPages(), Optional.empty()));
    }

    PictureLedger ledger = new PictureLedger(options, results, bill);
    DoclingDocument document = tree(request, read, ledger);
    errors.addAll(ledger.errors());
    errors.sort(Comparator.comparing(error -> error.pageNo().orElse(0)));

    int pagesFailed = pagesUnread + conversions.errors().size();
    Counts counts = ledger.counts(read.size() + pagesUnread, pagesFailed);
    boolean nothing = pagesFailed == counts.pages() && isEmpty(read);
    boolean failed = documentFailure.isPresent() || read.isEmpty() || nothing;
    boolean partsFailed = pagesFailed > 0 || !ledger.errors().isEmpty();
    DocumentOutcome outcome = outcome(partsFailed, options, failed, cancelled);
    return new AssembledDocument(document, outcome, errors, counts, images.artifacts());
  }

  /// @return how many pages could not be read
  private static int read(
      Iterable<PageResult> pages,
      ImageExport images,
      PageConversions conversions,
      List<ReadPage> read,
      List<ErrorItem> errors) {
    int failed = 0;
    for (PageResult page : pages) {
      switch (page) {
        case PageResult.Analyzed(PageContent content, CropReader crops) ->
            read.add(new ReadPage(conversions.apply(content), images.of(content, crops)));
        case PageResult.Failed(int number, PartFailure failure) -> {
          failed++;
          errors.add(ErrorItem.of(failure, Optional.of(number)));
        }
      }
    }
    return failed;
  }

  private static DoclingDocument tree(
      AssemblyRequest request, List<ReadPage> pages, PictureLedger ledger) {
    RunningLines running = RunningLines.in(pages);
    TreeBuilder tree =
        new TreeBuilder(running, PageArt.in(pages), Headings.in(pages, running), ledger);
    pages.forEach(tree::add);
    Optional<Origin> origin =
        request.sourceSha256().isEmpty()
            ? Optional.empty()
            : Optional.of(Origin.of(request.mediaType(), request.sourceSha256(), request.name()));
    return tree.build(stem(request.name()), origin);
  }

  private static DocumentOutcome outcome(
      boolean partsFailed, AssemblyOptions options, boolean failed, boolean cancelled) {
    if (cancelled) {
      return DocumentOutcome.CANCELLED;
    }
    if (failed || (partsFailed && options.abortOnError())) {
      return DocumentOutcome.FAILURE;
    }
    return partsFailed ? DocumentOutcome.PARTIAL_SUCCESS : DocumentOutcome.SUCCESS;
  }

  private static boolean isEmpty(List<ReadPage> pages) {
    return pages.stream().allMatch(page -> page.blocks().isEmpty());
  }

  private static PartFailure noPages() {
    return new PartFailure(
        FailureCode.INTERNAL, "No page of this document reached its end.", "finisher", 0);
  }

  /// `report` of `report.pdf`, as docling names documents.
  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
