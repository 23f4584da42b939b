package dev.pagestream.benchmarks;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.pageworker.evaluation.fixture.FixtureBook;
import dev.pagestream.pageworker.figure.FigureFinder;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.pdf.PdfPageSource;
import dev.pagestream.pageworker.source.BorrowedSource;
import dev.pagestream.pageworker.source.LocalFiles;
import dev.pagestream.pageworker.source.OpenSources;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.testkit.PdfBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What pages cost on one core, in one run with bare PDFBox: analysis, crops, opens per page, heap.
///
/// Run by `./mvnw -Pbenchmarks verify -pl benchmarks -am -DskipTests`; a directory of PDFs, by
/// `-Dbenchmarks.pages=DIRECTORY`, is measured together with the project's own.
public final class PageAnalysisBench {
  private static final int ROUNDS = Integer.getInteger("benchmarks.rounds", 5);
  private static final int LONG_DOCUMENT_PAGES = 500;

  private PageAnalysisBench() {}

  /// @param args directory for `benchmarks-page-worker.md` and the picture, then, when there is
  ///   one, a directory of PDFs
  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args[0]));
    Path work = Files.createTempDirectory("page-bench-");
    List<Path> corpus = corpus(work, Path.of(args[0], "..", "samples"));
    if (args.length > 1 && !args[1].isBlank()) {
      corpus.addAll(pdfs(Path.of(args[1])));
    }
    PageAnalysisReport report =
        new PageAnalysisReport(
            corpus.size(),
            speeds(corpus, EnumSet.allOf(PageWork.class)),
            speeds(
                HeavyDocuments.write(work.resolve("heavy")),
                EnumSet.of(PageWork.ANALYSE, PageWork.BARE_ENGINE)),
            opensPerPage(work),
            HeapBench.run(work));
    report.write(out);
  }

  private static List<Path> corpus(Path work, Path samples) throws IOException {
    List<Path> corpus =
        new ArrayList<>(
            FixtureBook.write(Files.createDirectories(work.resolve("fixtures"))).stream()
                .map(FixtureBook.Fixture::file)
                .toList());
    corpus.addAll(pdfs(samples));
    return corpus;
  }

  private static List<Path> pdfs(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
    }
  }

  /// Rounds over the whole corpus, the ways to go over it in turn, so that what else the machine
  /// does meets all of them.
  private static Map<PageWork, List<PageWork.Round>> speeds(List<Path> corpus, Set<PageWork> works)
      throws Exception {
    Map<PageWork, List<PageWork.Round>> rounds = new EnumMap<>(PageWork.class);
    for (PageWork work : works) {
      for (int round = 0; round < work.warmUpRounds(); round++) {
        work.over(corpus);
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (PageWork work : works) {
        PageWork.Round measured = work.over(corpus);
        System.out.println(work + " " + measured);
        rounds.computeIfAbsent(work, _ -> new ArrayList<>()).add(measured);
      }
    }
    return rounds;
  }

  /// Opens of a long document per page task, as its chunks come to a worker.
  private static double opensPerPage(Path work) throws Exception {
    Path document = work.resolve("long.pdf");
    Files.write(document, longDocument());
    AtomicInteger opens = new AtomicInteger();
    try (BlobStore blobs = BlobStores.files(work.resolve("blobs"))) {
      blobs.put("documents/long/source", Files.readAllBytes(document));
      try (OpenSources sources =
          new OpenSources(
              new LocalFiles(blobs, work.resolve("copies"), 1 << 30),
              (format, file, password) -> {
                opens.incrementAndGet();
                return PdfPageSource.open(file, PageLimits.DEFAULT, password);
              },
              2,
              1 << 30,
              Duration.ofSeconds(30),
              InstantSource.system())) {
        PageLayout layout = new PageLayout(new FigureFinder());
        for (int page = 1; page <= LONG_DOCUMENT_PAGES; page++) {
          BorrowedSource source = sources.borrow("documents/long/source", "pdf", Optional.empty());
          source.open().arrange(page, layout);
          source.giveBack();
        }
      }
    }
    return (double) opens.get() / LONG_DOCUMENT_PAGES;
  }

  private static byte[] longDocument() {
    PdfBuilder pdf = new PdfBuilder();
    for (int page = 1; page <= LONG_DOCUMENT_PAGES; page++) {
      pdf.page().heading("Section " + page).paragraph("Text of page " + page + ". ".repeat(20));
    }
    return pdf.bytes();
  }
}
