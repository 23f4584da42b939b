/// Tests.
@NullMarked
package dev.pagestream.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
