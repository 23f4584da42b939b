/// Secrets that arrive with a request, sealed before they touch a topic or a blob.
@NullMarked
package dev.pagestream.runtime.secret;

import org.jspecify.annotations.NullMarked;
