/// Opens, counts and refuses documents, and fans them out into page tasks.
@NullMarked
package dev.pagestream.ingest.splitter;

import org.jspecify.annotations.NullMarked;
