/// Tests of single calls.
@NullMarked
package dev.pagestream.vlm.client;

import org.jspecify.annotations.NullMarked;
