/// Analyses pages: text, pictures, crops; the `page-worker` service.
@NullMarked
package dev.pagestream.pageworker;

import org.jspecify.annotations.NullMarked;
