/// The finisher: reads pages and answers of a ready document, writes its outputs, and publishes the
/// finished document.
@NullMarked
package dev.pagestream.assembler.finish;

import org.jspecify.annotations.NullMarked;
