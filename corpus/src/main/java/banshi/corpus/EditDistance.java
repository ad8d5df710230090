package banshi.corpus;

/** How far two texts are apart (编辑距离): how many UTF-16 characters must be put in, taken out or changed (Levenshtein). */
public final class EditDistance {
    private EditDistance() {}

    /** From 0 to the longer length; costs the product of the lengths. */
    public static int between(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
