/// Fake model server, Kafka fixture, child processes, clocks, PDF builder. For tests only.
@NullMarked
package dev.pagestream.testkit;

import org.jspecify.annotations.NullMarked;
