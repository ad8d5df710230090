package banshi.corpus.history;

import banshi.corpus.history.Change.Fate;
import banshi.corpus.history.Change.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.MyersDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/**
 * Marks what changed in a text, word by word (逐字标记): a tag, a number or a run of Latin letters is a word, and so is each Chinese
 * character. Method: Myers, "An O(ND) Difference Algorithm and Its Variations", 1986, as JGit has it.
 */
final class WordMarks {
    private static final Pattern WORD =
            Pattern.compile("\\{\\{[^}]*}}|[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|\\s+|.", Pattern.DOTALL);

    private WordMarks() {}

    static List<Mark> of(String before, String after) {
        var from = new Words(words(before));
        var to = new Words(words(after));
        DiffAlgorithm myers = MyersDiff.INSTANCE;
        var marks = new ArrayList<Mark>();
        int next = 0;
        for (var edit : myers.diff(Words.SAME, from, to)) {
            mark(marks, Fate.KEPT, from.words.subList(next, edit.getBeginA()));
            mark(marks, Fate.GONE, from.words.subList(edit.getBeginA(), edit.getEndA()));
            mark(marks, Fate.NEW, to.words.subList(edit.getBeginB(), edit.getEndB()));
            next = edit.getEndA();
        }
        mark(marks, Fate.KEPT, from.words.subList(next, from.size()));
        return marks;
    }

    private static void mark(List<Mark> marks, Fate fate, List<String> words) {
        if (!words.isEmpty()) marks.add(new Mark(fate, String.join("", words)));
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(r -> r.group()).toList();
    }

    private static final class Words extends Sequence {
        private static final SequenceComparator<Words> SAME = new SequenceComparator<>() {
            @Override
            public boolean equals(Words a, int i, Words b, int k) {
                return a.words.get(i).equals(b.words.get(k));
            }

            @Override
            public int hash(Words words, int i) {
                return words.words.get(i).hashCode();
            }
        };

        private final List<String> words;

        Words(List<String> words) {
            this.words = words;
        }

        @Override
        public int size() {
            return words.size();
        }
    }
}
