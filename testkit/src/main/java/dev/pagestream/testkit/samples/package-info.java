/// Writes the sample reports under `samples/`: the sources they are authored in.
@NullMarked
package dev.pagestream.testkit.samples;

import org.jspecify.annotations.NullMarked;
