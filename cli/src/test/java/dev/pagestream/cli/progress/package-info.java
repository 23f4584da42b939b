/// Tests of the display.
@NullMarked
package dev.pagestream.cli.progress;

import org.jspecify.annotations.NullMarked;
