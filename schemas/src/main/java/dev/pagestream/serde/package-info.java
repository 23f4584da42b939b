/// Avro in Confluent's wire format over Confluent's registry protocol.
@NullMarked
package dev.pagestream.serde;

import org.jspecify.annotations.NullMarked;
