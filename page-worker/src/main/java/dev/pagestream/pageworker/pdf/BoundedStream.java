package dev.pagestream.pageworker.pdf;

import java.io.IOException;
import org.apache.pdfbox.cos.COSInputStream;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/// A stream that is unfolded only after a look at how large it would become. Used by the thread
/// that uses its document.
final class BoundedStream extends COSStream {
  private boolean known;

  BoundedStream(RandomAccessReadView encoded) throws IOException {
    super(null, encoded);
  }

  @Override
  public COSInputStream createInputStream(DecodeOptions options) throws IOException {
    check(options);
    return super.createInputStream(options);
  }

  @Override
  public RandomAccessRead createView() throws IOException {
    check(DecodeOptions.DEFAULT);
    return super.createView();
  }

  private void check(DecodeOptions options) throws IOException {
    if (!known) {
      Unfolding.check(this::createRawInputStream, getLength(), this);
      known = true;
    }
    Unfolding.checkJpeg(this::createRawInputStream, this, options);
  }
}
