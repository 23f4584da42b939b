package dev.pagestream.document.assembly;

import dev.pagestream.document.page.PageBlock;

/// Reads the bytes of a crop of one page. Called by the assembler's thread, only while that page is
/// assembled.
@FunctionalInterface
public interface CropReader {
  byte[] read(PageBlock.Crop crop);
}
