/// What every event has in common: its record headers and, for failures, the dead-letter form.
@NullMarked
package dev.pagestream.events;

import org.jspecify.annotations.NullMarked;
