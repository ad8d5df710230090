package banshi.corpus.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import banshi.corpus.AllowList;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Phrasing;
import banshi.corpus.Phrasing.Style;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VarietyTest {
    private static final AspectId FEE = new AspectId("fee");
    private static final MatterId CARD = new MatterId("card");

    @Test
    void ofNothingIsFlawless() {
        var variety = Variety.of(content(List.of()));

        assertThat(variety.sameButForNames()).isZero();
        assertThat(variety.openingShare()).isZero();
        assertThat(variety.nearest()).isEqualTo(1);
    }

    @Test
    void findsOnePatternFilledOnceAMatter() {
        var two = real().subList(0, 2);
        var content = content(
                two,
                new Phrasing(two.get(0).id(), FEE, Style.PLAIN, two.get(0).name() + "要交钱吗？"),
                new Phrasing(two.get(1).id(), FEE, Style.PLAIN, two.get(1).shortName() + "要交钱吗"),
                new Phrasing(two.get(1).id(), FEE, Style.PLAIN, "那张小卡片再来一张得掏多少"),
                new Phrasing(two.get(1).id(), FEE, Style.PLAIN, "身上没带现金能扫码不"));

        assertThat(Variety.of(content).sameButForNames()).isEqualTo(0.5);
    }

    @Test
    void namesTheOpeningThatMostBeginWith() {
        var variety = Variety.of(
                content(List.of(), said("请问一下多少钱"), said("请问一共几块"), said("请问一声贵不贵"), said("收费吗"), said("贵")));

        assertThat(variety.opening()).isEqualTo("请问一");
        assertThat(variety.openingShare()).isEqualTo(0.6);
    }

    @Test
    void measuresHowFarTheNearestIs() {
        var close = Variety.of(content(List.of(), said("补证要多少钱"), said("补证要几多钱"), said("换证要多少钱")));
        var far = Variety.of(content(List.of(), said("补证要多少钱"), said("是不是免费的"), said("工本费 减免")));

        assertThat(close.nearest()).isCloseTo((1.0 / 6 + 2.0 / 6 + 1.0 / 6) / 3, within(1e-9));
        assertThat(far.nearest()).isGreaterThan(0.8);
    }

    @Test
    void comparesOnlyWithinAMatterAndAspect() {
        var variety = Variety.of(content(
                List.of(),
                said("要多少钱"),
                new Phrasing(CARD, new AspectId("special"), Style.PLAIN, "要多少钱啊"),
                new Phrasing(new MatterId("other"), FEE, Style.PLAIN, "要多少钱呀")));

        assertThat(variety.nearest()).isEqualTo(1);
    }

    @Test
    void countsStyles() {
        var variety = Variety.of(content(List.of(), said("一"), said("二"), new Phrasing(CARD, FEE, Style.LONG, "三")));

        assertThat(variety.styles()).containsOnlyKeys(Style.PLAIN, Style.LONG);
        assertThat(variety.styles().get(Style.LONG)).isCloseTo(1.0 / 3, within(1e-9));
    }

    private static Phrasing said(String text) {
        return new Phrasing(CARD, FEE, Style.PLAIN, text);
    }

    private static List<Matter> real() {
        return ((CheckedContent.Sound) ContentReader.read(Path.of("content"), LocalDate.now()))
                .content()
                .matters();
    }

    private static Content content(List<Matter> matters, Phrasing... phrasings) {
        return new Content(
                List.of(),
                matters,
                List.of(),
                List.of(),
                Arrays.asList(phrasings),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new AllowList(List.of(), List.of(), List.of()));
    }
}
