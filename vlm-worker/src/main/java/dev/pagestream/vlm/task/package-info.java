/// Vision tasks as the worker understands them: read from their records, every question ready to be
/// asked.
@NullMarked
package dev.pagestream.vlm.task;

import org.jspecify.annotations.NullMarked;
