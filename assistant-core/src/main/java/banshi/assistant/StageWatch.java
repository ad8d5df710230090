package banshi.assistant;

/** Hears of the stages of one reply (阶段观察), on the thread that makes it. */
@FunctionalInterface
public interface StageWatch {
    /** A stage begins, and the one before is over. Must cost next to nothing, and must not throw. */
    void begins(Stage stage);
}
