/// The assembler: joins the parts of a document, writes the finished document, and folds documents
/// into tasks.
@NullMarked
package dev.pagestream.assembler;

import org.jspecify.annotations.NullMarked;
