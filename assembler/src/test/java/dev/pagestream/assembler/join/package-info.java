/// Tests of the join.
@NullMarked
package dev.pagestream.assembler.join;

import org.jspecify.annotations.NullMarked;
