package banshi.eval.publicsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import banshi.assistant.language.Reader;
import banshi.eval.publicsets.Retriever.Found;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {
    @Test
    void cutIntoBigramsAsThePublishedFiguresDo() {
        assertThat(Tokens.bigrams("京B号牌，補領ABC12！证 a-b")).containsExactly("京", "b", "号牌", "補領", "abc12", "证", "a", "b");
        assertThat(Tokens.bigrams("ＡＢ换发证件")).containsExactly("ab", "换发", "发证", "证件");
        assertThat(Tokens.bigrams("，。")).isEmpty();
    }

    @Test
    void cutIntoWords() {
        assertThat(Tokens.words(new Reader(List.of()), "戶口登記")).containsExactly("户口", "登记");
        try (var analyzer = Tokens.smartcn()) {
            assertThat(Tokens.smartcn(analyzer, "我是中国人。")).containsExactly("我", "是", "中国", "人");
        }
    }

    @Test
    void scoreAsBm25DoesAndKeepTheOrderOfTies() {
        var bm25 = new Bm25Baseline(List.of("护照过期", "护照丢失", "户口登记", "护照过期"), Tokens::bigrams);

        var found = bm25.search("护照过期护照", 10);

        assertThat(found).extracting(Found::document).containsExactly(0, 3, 1);
        // all texts have 3 tokens; 护照 in 3 of 4, 照过 and 过期 in 2; 期护 in none
        double common = Math.log(1 + 1.5 / 3.5);
        double rare = Math.log(1 + 2.5 / 2.5);
        assertThat(found.getFirst().score()).isEqualTo((common + 2 * rare) / 2.2, within(1e-5));
        assertThat(bm25.search("天气", 10)).isEmpty();
    }
}
