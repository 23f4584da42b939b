/// Back-off and adaptive limits as pure arithmetic.
@NullMarked
package dev.pagestream.runtime.resilience;

import org.jspecify.annotations.NullMarked;
