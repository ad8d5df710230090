package banshi.eval.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaughtTest {
    @Test
    void isEveryPhrasingBothSidesOfEveryPairAndEverySayingOfATopic() {
        assertThat(Questions.taught())
                .hasSize(7)
                .contains(
                        new Taught("补办户口本要交多少钱", "hukoubu", "fee"),
                        new Taught("户口本多久补好", "hukoubu", "time-limit"),
                        new Taught("护照多久办好", "passport", "time-limit"),
                        new Taught("结婚证办理多少钱", "marriage", null));
    }

    @Test
    void asksForAPairUnlessItIsAboutATopic() {
        assertThat(new Taught("多少钱", "passport", "fee").pair()).isEqualTo(Questions.PASSPORT_FEE);
        assertThat(new Taught("结婚", "marriage", null).pair()).isNull();
    }
}
