package banshi.corpus.outside;

import banshi.corpus.AllowList;
import banshi.corpus.yaml.ContentJson;
import banshi.corpus.yaml.Mentions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The phones and addresses that occur in the imported content (导入的白名单), each once, in the order in which they come. */
final class CityAllowList {
    /** What the assistant falls back to, in every city. */
    static final String HOTLINE = "gov-hotline";

    private final Map<String, AllowList.Platform> platforms = new LinkedHashMap<>();
    private final Map<String, AllowList.Link> links = new LinkedHashMap<>();
    private final Map<String, AllowList.Phone> phones = new LinkedHashMap<>();
    private final String source;

    /** @param source names the platform of an address whose platform is not given */
    CityAllowList(Profile.Hotline hotline, List<AllowList.Phone> shared, String source) {
        phones.put(hotline.number(), new AllowList.Phone(HOTLINE, hotline.number(), hotline.label()));
        for (var phone : shared) phones.putIfAbsent(phone.number(), phone);
        this.source = source;
    }

    /** Gives the id of a number. */
    String phone(String number, String label) {
        var id = "tel-" + number.replaceAll("[^0-9]+", "-").replaceAll("^-|-$", "");
        return phones.computeIfAbsent(number, n -> new AllowList.Phone(id, n, label))
                .id();
    }

    /** The id that a shared topic's phone has here. */
    String shared(AllowList.Phone phone) {
        return phone(phone.number(), phone.label());
    }

    /** Gives the id of a platform. */
    String platform(String name) {
        return platforms
                .computeIfAbsent(name, n -> new AllowList.Platform("platform-" + (platforms.size() + 1), n))
                .id();
    }

    /** Gives the id of an address. */
    String link(String url, String title, String platformId) {
        return links.computeIfAbsent(url, u -> new AllowList.Link("link-" + (links.size() + 1), title, u, platformId))
                .id();
    }

    /** Takes up what is mentioned anywhere in a tree of words. */
    void mentions(JsonNode tree, String who) {
        if (tree.isContainer()) tree.forEach(below -> mentions(below, who));
        else if (tree.isString()) {
            for (var number : Mentions.phones(tree.stringValue())) phone(number, who + "电话");
            for (var url : Mentions.addresses(tree.stringValue()))
                if (url.startsWith(
                        "http")) // whether http:// or https:// belongs before another, the source does not say
                link(url, who + "网站", platform(source));
        }
    }

    ObjectNode tree() {
        ObjectNode tree = ContentJson.mapper().createObjectNode();
        for (var part : List.of("platforms", "links", "phones")) tree.putArray(part);
        platforms
                .values()
                .forEach(p ->
                        tree.withArray("platforms").add(ContentJson.mapper().valueToTree(p)));
        links.values()
                .forEach(l -> tree.withArray("links").add(ContentJson.mapper().valueToTree(l)));
        phones.values()
                .forEach(p -> tree.withArray("phones").add(ContentJson.mapper().valueToTree(p)));
        return tree;
    }
}
