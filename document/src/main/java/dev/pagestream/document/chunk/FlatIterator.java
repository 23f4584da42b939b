package dev.pagestream.document.chunk;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/// What each of a row of things is made of, one after the other. A stream's `flatMap` would make
/// all of one thing at once when it is read through an iterator.
final class FlatIterator<A, B> implements Iterator<B> {
  private final Iterator<? extends A> outer;
  private final Function<? super A, Iterator<B>> inside;
  private Iterator<B> inner = Collections.emptyIterator();

  FlatIterator(Iterator<? extends A> outer, Function<? super A, Iterator<B>> inside) {
    this.outer = outer;
    this.inside = inside;
  }

  @Override
  public boolean hasNext() {
    while (!inner.hasNext() && outer.hasNext()) {
      inner = inside.apply(outer.next());
    }
    return inner.hasNext();
  }

  @Override
  public B next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return inner.next();
  }
}
