package banshi.channels.wechat;

/** Checks settings (取值范围). */
public final class Ranges {
    private Ranges() {}

    /**
     * Checks one setting.
     *
     * @throws IllegalArgumentException if {@code value} is less than {@code least} or more than {@code most}; names all three
     */
    public static <T extends Comparable<T>> void check(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0)
            throw new IllegalArgumentException(name + " is " + value + "; allowed: " + least + " to " + most);
    }
}
