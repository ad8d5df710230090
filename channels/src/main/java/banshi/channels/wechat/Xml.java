package banshi.channels.wechat;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What may come in and go out as XML.
 *
 * <p>WxJava parses with XStream, which obeys attributes, and with dom4j, recursively. Whatever is not of the simple shape that
 * WeChat sends is therefore refused before they see it: no document type and so no entities, no attributes, no depth.
 */
public final class Xml {
    /** No message of WeChat's is deeper than 5. */
    private static final int DEEPEST = 12;

    private static final XMLInputFactory PARSERS = XMLInputFactory.newDefaultFactory();

    static {
        PARSERS.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        PARSERS.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private Xml() {}

    /** The texts of the elements right below the root {@code xml}, or nothing if that is not what it is. */
    public static Optional<Map<String, String>> fields(String xml) {
        try {
            var reader = PARSERS.createXMLStreamReader(new StringReader(xml));
            try {
                return fields(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> fields(XMLStreamReader reader) throws XMLStreamException {
        var fields = new HashMap<String, String>();
        var text = new StringBuilder();
        int depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth > DEEPEST || reader.getAttributeCount() > 0) return Optional.empty();
                    if (depth == 1 && !reader.getLocalName().equals("xml")) return Optional.empty();
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == 2) fields.put(reader.getLocalName(), text.toString());
                    depth--;
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    return Optional.empty();
                }
                default -> {} // comments and the like
            }
        }
        return Optional.of(fields);
    }

    /**
     * The text as it may stand in a CDATA section: WxJava writes {@code ]]>} as it is, which would end the section, and characters
     * that XML forbids too.
     */
    public static String cdata(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().filter(Xml::allowed).forEach(clean::appendCodePoint);
        return clean.toString().replace("]]>", "]] >");
    }

    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || (c >= ' ' && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) || c >= 0x10000;
    }
}
