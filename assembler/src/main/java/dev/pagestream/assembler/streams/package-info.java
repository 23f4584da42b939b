/// What both joins need on a stream thread: reading events, state as bytes, timers, stores,
/// commits.
@NullMarked
package dev.pagestream.assembler.streams;

import org.jspecify.annotations.NullMarked;
