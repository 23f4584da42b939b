package dev.pagestream.ingest.api;

import dev.pagestream.ingest.submit.TooLargeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that may be read only as far as its budget goes. The budget changes while a large value
/// passes through to disk. Confined to one thread.
final class BudgetedInput extends FilterInputStream {
  private long budget;

  BudgetedInput(InputStream in, long budgetBytes) {
    super(in);
    this.budget = budgetBytes;
  }

  /// Replaces the budget.
  ///
  /// @return what was left of the old one
  long replaceBudget(long budgetBytes) {
    long left = budget;
    budget = budgetBytes;
    return left;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    spend(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    spend(Math.max(0, read));
    return read;
  }

  private void spend(int bytes) {
    budget -= bytes;
    if (budget < 0) {
      throw new TooLargeException(-budget);
    }
  }
}
