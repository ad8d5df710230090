/**
 * Tunes the sentence encoder on the questions of the corpus (离线训练): DJL with PyTorch, a low-rank adapter, and the way back into the
 * int8 file that is served. Never on the class path of the server.
 */
@NullMarked
package banshi.eval.training;

import org.jspecify.annotations.NullMarked;
