/// When an endpoint may be called: its pause, its adaptive limit, and the queue before both.
@NullMarked
package dev.pagestream.vlm.endpoint;

import org.jspecify.annotations.NullMarked;
