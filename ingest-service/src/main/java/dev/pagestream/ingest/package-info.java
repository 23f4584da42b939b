/// Takes documents in over REST, tells how they are doing, and splits them into pages.
@NullMarked
package dev.pagestream.ingest;

import org.jspecify.annotations.NullMarked;
