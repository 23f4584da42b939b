/// Finished documents cut into chunks for indexing, as docling-core cuts them.
@NullMarked
package dev.pagestream.document.chunk;

import org.jspecify.annotations.NullMarked;
