/// Tests.
@NullMarked
package dev.pagestream.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
