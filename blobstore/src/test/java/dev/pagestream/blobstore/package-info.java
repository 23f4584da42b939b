@NullMarked
package dev.pagestream.blobstore;

import org.jspecify.annotations.NullMarked;
