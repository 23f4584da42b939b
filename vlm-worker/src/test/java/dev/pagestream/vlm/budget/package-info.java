/// Tests of budgets.
@NullMarked
package dev.pagestream.vlm.budget;

import org.jspecify.annotations.NullMarked;
