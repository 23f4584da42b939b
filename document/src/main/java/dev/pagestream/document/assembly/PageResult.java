package dev.pagestream.document.assembly;

import dev.pagestream.document.page.PageContent;

/// What became of one page.
public sealed interface PageResult {
  /// Number in the source, from 1.
  int page();

  /// @param crops reads the crops of this page
  record Analyzed(PageContent content, CropReader crops) implements PageResult {
    @Override
    public int page() {
      return content.page();
    }
  }

  record Failed(int page, PartFailure failure) implements PageResult {}
}
