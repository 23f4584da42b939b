/// Broker, registry and the four services in one process over one directory.
@NullMarked
package dev.pagestream.standalone;

import org.jspecify.annotations.NullMarked;
