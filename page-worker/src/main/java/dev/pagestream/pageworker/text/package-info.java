/// From lines of glyphs to blocks of text: paragraphs, headings, captions, lists, and their reading
/// order.
@NullMarked
package dev.pagestream.pageworker.text;

import org.jspecify.annotations.NullMarked;
