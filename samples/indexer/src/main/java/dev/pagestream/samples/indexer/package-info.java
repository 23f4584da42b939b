/// An example of a consumer of `documents.finished`: an index in a database.
@NullMarked
package dev.pagestream.samples.indexer;

import org.jspecify.annotations.NullMarked;
