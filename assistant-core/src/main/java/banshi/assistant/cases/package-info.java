/** Questions with what would be right, as evaluation files and acceptance tests write them, and whether what came back is right (用例与判定). */
@NullMarked
package banshi.assistant.cases;

import org.jspecify.annotations.NullMarked;
