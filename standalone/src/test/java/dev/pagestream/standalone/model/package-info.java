/// Tests of the stand-in.
@NullMarked
package dev.pagestream.standalone.model;

import org.jspecify.annotations.NullMarked;
