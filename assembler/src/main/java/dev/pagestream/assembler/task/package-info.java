/// The task join: folds documents into tasks; sole writer of `tasks.status` after the first record.
@NullMarked
package dev.pagestream.assembler.task;

import org.jspecify.annotations.NullMarked;
