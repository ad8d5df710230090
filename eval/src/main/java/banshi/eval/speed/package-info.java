/** What a measurement of speed is (速度测量): its parts, how long they may take, and the tables, pictures and targets they give. */
@NullMarked
package banshi.eval.speed;

import org.jspecify.annotations.NullMarked;
