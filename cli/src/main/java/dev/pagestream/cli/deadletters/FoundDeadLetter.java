package dev.pagestream.cli.deadletters;

import dev.pagestream.schema.DeadLetter;

/// A dead letter as it lies on the topic.
///
/// @param replayed whether its part was reopened after it failed
record FoundDeadLetter(DeadLetterId id, DeadLetter letter, boolean replayed) {}
