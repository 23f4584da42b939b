/// Tests of descriptions without a model.
@NullMarked
package dev.pagestream.vlm.local;

import org.jspecify.annotations.NullMarked;
