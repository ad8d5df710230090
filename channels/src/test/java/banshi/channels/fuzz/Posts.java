package banshi.channels.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;

/** What Tencent posts, spoilt and hostile: the same for all addresses that it calls. */
public final class Posts {
    /** What XML is made of, and what it should not be made of. */
    public static final List<String> PIECES = List.of(
            "<",
            ">",
            "&",
            "]]>",
            "<![CDATA[",
            "<!--",
            "<?xml version=\"1.1\"?>",
            "</xml>",
            "<xml>",
            "&#0;",
            "&#xFFFFFFFF;",
            "&amp;",
            "&lol;",
            " a=\"1\"",
            "<a>".repeat(40),
            "99999999999999999999",
            "-1",
            "<MsgType><![CDATA[event]]></MsgType>",
            "<MsgType><![CDATA[location]]></MsgType>",
            "<SendPicsInfo><Count>x</Count></SendPicsInfo>",
            "<bizmsgmenuid>continue-</bizmsgmenuid>",
            "\0",
            "\ud83d",
            "\uffff",
            "😀",
            "户");

    /** What reads files, calls servers or fills memory where a parser believes it. */
    public static final List<String> HOSTILE = List.of(
            "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><Content>&e;</Content></xml>",
            "<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml><Content>1</Content></xml>",
            "<!DOCTYPE xml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">"
                    + "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><xml><Content>&d;</Content></xml>",
            "<!DOCTYPE xml [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><xml/>",
            "<xml xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"file:///etc/passwd\"/></xml>",
            "<xml><Content class=\"java.lang.ProcessBuilder\">1</Content></xml>",
            "<xml>" + "<a>".repeat(5_000) + "</a>".repeat(5_000) + "</xml>");

    /** What a body may have at most, and a byte more. */
    public static final String OVERSIZED = "<xml><Content>" + "长".repeat(22_000) + "</Content></xml>";

    private Posts() {}

    /** The signature's parts as they may come: sound, spoilt, empty, or of another kind. */
    public static String spoiltPart(String sound, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> sound.toUpperCase(java.util.Locale.ROOT) + "0";
            case 2 -> "0".repeat(random.nextInt(2_000));
            case 3 -> "-" + sound;
            case 4 -> "９" + sound;
            default -> Fuzz.spoilt(sound, PIECES, random);
        };
    }

    /** What a post got that was neither a message of ours nor an attack that may pass. */
    public static void requireNoFailure(int status, String what) {
        assertThat(status).as(what).isLessThan(500);
    }
}
