/// How a service starts and stops.
@NullMarked
package dev.pagestream.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
