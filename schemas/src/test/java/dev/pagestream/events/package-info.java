/// Tests of what events have in common.
@NullMarked
package dev.pagestream.events;

import org.jspecify.annotations.NullMarked;
