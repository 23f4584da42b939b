/// From pages and answers to one DoclingDocument, and what the document's outcome is.
@NullMarked
package dev.pagestream.document.assembly;

import org.jspecify.annotations.NullMarked;
