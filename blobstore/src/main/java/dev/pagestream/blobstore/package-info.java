/// Where the bytes live: sources, page objects, answers and finished files. Events carry keys only.
@NullMarked
package dev.pagestream.blobstore;

import org.jspecify.annotations.NullMarked;
