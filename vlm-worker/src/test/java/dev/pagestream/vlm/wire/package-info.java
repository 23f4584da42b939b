/// What every kind of model server is sent, byte for byte, and what is made of what it sends back.
@NullMarked
package dev.pagestream.vlm.wire;

import org.jspecify.annotations.NullMarked;
