/// Tests of the vlm-worker.
@NullMarked
package dev.pagestream.vlm;

import org.jspecify.annotations.NullMarked;
