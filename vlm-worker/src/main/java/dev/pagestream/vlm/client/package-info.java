/// One call to a model server: what is sent, what comes back, and what that means.
@NullMarked
package dev.pagestream.vlm.client;

import org.jspecify.annotations.NullMarked;
