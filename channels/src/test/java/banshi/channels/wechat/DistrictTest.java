package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistrictTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "浙江省杭州市余杭区某某路1号, 余杭区",
                "浙江省宁波市镇海区某某街道, 镇海区",
                "浙江省台州市路桥区某某村, 路桥区",
                "浙江省金华市义乌市某某路, 义乌市",
                "浙江省丽水市景宁畲族自治县某某镇, 景宁畲族自治县",
                "上海市浦东新区某某大道, 浦东新区",
                "杭州市某某路小区, -",
                "杭州市某某路社区1幢, -",
                "某某花园小区, -",
                "余杭区某某路, -",
                "Some Road 1, -",
                "'', -",
                "-, -"
            })
    void isReadOutOfAFullAddressOnly(String address, String district) {
        if (district == null) assertThat(District.in(address)).isEmpty();
        else assertThat(District.in(address)).contains(district);
    }
}
