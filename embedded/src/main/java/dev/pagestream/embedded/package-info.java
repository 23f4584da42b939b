/// A Kafka broker and a schema registry inside this JVM, for one-machine mode and for tests.
@NullMarked
package dev.pagestream.embedded;

import org.jspecify.annotations.NullMarked;
