/// Tests of the example, and of the settings in `deploy/connect`.
@NullMarked
package dev.pagestream.samples.indexer;

import org.jspecify.annotations.NullMarked;
