/// The join: folds what all stages say about a document into one `DocumentReady` per revision.
/// Rules first (no Kafka), then a thin processor.
@NullMarked
package dev.pagestream.assembler.join;

import org.jspecify.annotations.NullMarked;
