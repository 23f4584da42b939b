/// The topic catalogue: one place that names every topic, its key, partitions, retention and
/// cleanup. Code, command line, compose bootstrap and documentation all read it.
@NullMarked
package dev.pagestream.topics;

import org.jspecify.annotations.NullMarked;
