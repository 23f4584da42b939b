/// Tests of the topic catalogue.
@NullMarked
package dev.pagestream.topics;

import org.jspecify.annotations.NullMarked;
