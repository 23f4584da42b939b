/// End-to-end benchmarks: a ratio against a limit in the same run, never an absolute number alone.
@NullMarked
package dev.pagestream.benchmarks;

import org.jspecify.annotations.NullMarked;
