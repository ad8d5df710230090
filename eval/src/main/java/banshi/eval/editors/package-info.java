/** Whether many editors who save at the same time lose anything, on the real server over HTTP (多人同时编辑). */
@NullMarked
package banshi.eval.editors;

import org.jspecify.annotations.NullMarked;
