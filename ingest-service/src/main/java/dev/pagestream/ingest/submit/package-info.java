/// Makes a submission durable: bytes into the blob store, then events and first status in one
/// transaction.
@NullMarked
package dev.pagestream.ingest.submit;

import org.jspecify.annotations.NullMarked;
