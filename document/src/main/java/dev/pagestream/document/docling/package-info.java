/// DoclingDocument as records and its JSON.
@NullMarked
package dev.pagestream.document.docling;

import org.jspecify.annotations.NullMarked;
