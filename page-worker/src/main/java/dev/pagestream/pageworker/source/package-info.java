/// Opened source documents: which are kept open, for how long, in how many bytes.
@NullMarked
package dev.pagestream.pageworker.source;

import org.jspecify.annotations.NullMarked;
