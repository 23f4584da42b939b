/// Tests of the serde and its registry client.
@NullMarked
package dev.pagestream.serde;

import org.jspecify.annotations.NullMarked;
