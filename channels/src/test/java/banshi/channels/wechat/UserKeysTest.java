package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserKeysTest {
    private final UserKeys users = new UserKeys();

    @Test
    void nameTheSameCitizenAlwaysAlike() {
        assertThat(users.of("wx1", "oCitizen")).isEqualTo(users.of("wx1", "oCitizen"));
    }

    @Test
    void tellCitizensAndAccountsApart() {
        assertThat(users.of("wx1", "oCitizen"))
                .isNotEqualTo(users.of("wx1", "oOther"))
                .isNotEqualTo(users.of("wx2", "oCitizen"));
    }

    @Test
    void cannotBeFoundOutByAnotherProcess() {
        assertThat(users.of("wx1", "oCitizen"))
                .isNotEqualTo(new UserKeys().of("wx1", "oCitizen"))
                .doesNotContain("oCitizen");
    }
}
