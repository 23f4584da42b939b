/// Names of log keys and shared meters.
@NullMarked
package dev.pagestream.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
