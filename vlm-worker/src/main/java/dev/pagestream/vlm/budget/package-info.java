/// What a tenant and a task may spend on calls, and what they have spent.
@NullMarked
package dev.pagestream.vlm.budget;

import org.jspecify.annotations.NullMarked;
