/// HTML and Markdown. Nothing they point to is fetched.
@NullMarked
package dev.pagestream.pageworker.web;

import org.jspecify.annotations.NullMarked;
