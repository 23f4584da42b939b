/// Follows tasks.status into a store on local disk and answers from it.
@NullMarked
package dev.pagestream.ingest.status;

import org.jspecify.annotations.NullMarked;
