/// Tests of gates, limits and queues.
@NullMarked
package dev.pagestream.vlm.endpoint;

import org.jspecify.annotations.NullMarked;
