/// Tests of the broker and the registry.
@NullMarked
package dev.pagestream.embedded;

import org.jspecify.annotations.NullMarked;
