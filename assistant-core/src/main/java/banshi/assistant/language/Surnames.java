package banshi.assistant.language;

/** Family names (姓), as part of a pattern. */
final class Surnames {
    /** The commonest; a rarer one is not known. */
    static final String ANY = "(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|"
            + "[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费薛雷贺倪汤滕罗毕郝邬安乐于傅皮卞齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房缪解应宗丁邓洪包左石崔龚程邢裴陆荣翁段侯宁仇甘厉祖武符刘景詹龙叶黎白赖卓蔺屠乔谭劳申冉桂牛边燕尚温庄晏柴瞿阎连习艾容向古易戈廖终居步都耿满弘匡国文寇广欧利师巩聂晁勾冷辛简饶曾沙丰关相查游竺权])";

    private Surnames() {}
}
