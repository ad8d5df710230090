/** Files that nobody keeps (临时文件). */
@NullMarked
package banshi.eval.files;

import org.jspecify.annotations.NullMarked;
