package dev.pagestream.runtime.consume;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// What all calls of a consumer share. Every part is thread-safe.
///
/// @param ended takes the completion
/// @param slotFreed told when a call parks
record CallEnvironment(
    WindowSettings settings,
    RecordHandler handler,
    DeadLetterFormat deadLetters,
    OutputCheck outputs,
    CallSlots slots,
    DependencyGate gate,
    RandomGenerator random,
    Consumer<Completion> ended,
    Runnable slotFreed) {}
