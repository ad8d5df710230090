package banshi.graph.neo4j;

import banshi.corpus.Bundle;
import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.yaml.ContentJson;
import java.util.List;

/** Three invented matters and two bundles, which hang together in every way that staff ask about. */
final class SmallCatalogue {
    private static final String FACTS = """
            'summary': FACT, 'delivery': FACT, 'validity': FACT, 'progress': FACT,
            'online': {'mode': 'none', 'text': '不能网上办', 'basis': ['law']},
            'time-limit': {'text': '当场', 'statutory': '没有', 'basis': ['law']},
            'where': {'text': '窗口', 'appointment': '不用', 'basis': ['law']},
            'agent': {'verdict': 'no', 'text': '要本人来', 'basis': ['law']}
            """.replace("FACT", "{'text': '一', 'basis': []}");

    private static final String LOST = """
            {'id': 'card-lost', 'name': '游园卡挂失', 'short-name': '挂失', 'category': '证件', 'department': '公园窗口',
             'hotline': 'hotline', 'confidence': 'high', FACTS,
             'fee': {'text': '不收钱', 'basis': ['law-4'], 'valid': {'from': '2026-01-01'}},
             'materials': [{'id': 'id-card', 'name': '居民身份证', 'form': 'original', 'basis': ['law-4']}],
             'legal-basis': [{'id': 'law-4', 'title': '游园卡管理办法', 'article': '第四条'}]}
            """;

    private static final String CARD = """
            {'id': 'card', 'name': '游园卡补领', 'short-name': '补卡', 'aliases': ['补办游园卡'], 'category': '证件', 'department': '公园窗口',
             'hotline': 'hotline', 'confidence': 'medium', 'valid': {'from': '2026-01-01', 'until': '2030-12-31'}, FACTS,
             'neighbours': [{'matter': 'card-lost', 'tell-apart': '只是挂失，不补卡'}],
             'situations': [
               {'id': 'reason', 'question': '卡是怎么了？', 'basis': ['law-5'],
                'options': [{'id': 'lost', 'label': '丢了'}, {'id': 'broken', 'label': '坏了'}]},
               {'id': 'reported', 'question': '挂失了吗？', 'when': {'reason': 'lost'}, 'basis': ['law-4'],
                'options': [{'id': 'done', 'label': '挂失了'}, {'id': 'not-done', 'label': '还没有'}]}],
             'outcomes': [{'when': {'reported': 'not-done'}, 'redirect': 'card-lost', 'text': '先挂失', 'basis': ['law-4']}],
             'conditions': [{'id': 'own', 'text': '是本人的卡', 'basis': ['law-5']}],
             'materials': [
               {'id': 'id-card', 'name': '居民身份证', 'form': 'original', 'basis': ['law-5']},
               {'id': 'old', 'name': '旧卡', 'form': 'original', 'optional': true, 'when': {'reason': 'broken'}, 'basis': ['law-5']},
               {'id': 'slip', 'name': '挂失单', 'form': 'copy', 'shared': true,
                'when': {'reported': ['done', 'not-done'], 'reason': 'lost'}, 'basis': ['law-4', 'guide']}],
             'process': [{'text': '到窗口', 'where': 'window'}, {'text': '拍照', 'where': 'window', 'when': {'reason': 'broken'}}],
             'fee': {'text': '十元', 'basis': ['law-41'], 'variants': [
               {'when': {'reason': 'broken'}, 'region': '3301', 'text': '不收钱', 'unsure': true, 'basis': ['law-4']}]},
             'special': [{'id': 'child', 'title': '孩子', 'text': '大人带着来', 'when': {'reason': 'lost'}, 'basis': ['guide']}],
             'facts': {'photo': {'text': '两寸', 'basis': ['guide']}, 'colour': {'text': '白底', 'basis': ['law-5']}},
             'legal-basis': [
               {'id': 'law-5', 'title': '游园卡管理办法', 'article': '第五条'},
               {'id': 'law-4', 'title': '游园卡管理办法', 'article': '第四条', 'confidence': 'low'},
               {'id': 'law-41', 'title': '游园卡管理办法', 'article': '第四条之一'}],
             'sources': [{'id': 'guide', 'title': '办卡指南', 'url': 'https://example.org/card'}]}
            """;

    private static final String BOAT = """
            {'id': 'boat', 'name': '租船登记', 'short-name': '租船', 'category': '游船', 'department': '码头',
             'hotline': 'hotline', 'confidence': 'low', FACTS, 'fee': {'text': '五十元', 'basis': ['rules']},
             'neighbours': [{'matter': 'swim', 'tell-apart': '游泳不用船'}],
             'materials': [{'id': 'id-card', 'name': '居民身份证', 'form': 'original', 'basis': ['rules']}],
             'legal-basis': [{'id': 'rules', 'title': '游船规定'}]}
            """;

    private static final String BUNDLES = """
            [{'id': 'bundle-outing', 'name': '春游一件事', 'audience': ['个人'], 'summary': '一起办', 'says': ['去春游要办什么'],
              'steps': [
                {'matter': 'card', 'name': '补卡', 'department': '公园'},
                {'name': '买保险', 'department': '保险公司、旅行社', 'optional': true, 'note': '想买的'},
                {'matter': 'boat', 'name': '租船', 'department': '公园'}],
              'shared-materials': [{'name': '居民身份证', 'note': '原件'}],
              'sources': [{'id': 'guide', 'title': '春游指南'}]},
             {'id': 'bundle-insured', 'name': '保险一件事', 'summary': '二', 'says': ['保险'],
              'steps': [{'name': '理赔', 'department': '保险公司'}]}]
            """;

    private SmallCatalogue() {}

    /** A new list each time. */
    static List<Matter> matters() {
        return content().matters();
    }

    /** Likewise. */
    static List<Bundle> bundles() {
        return content().bundles();
    }

    private static Content content() {
        var matters =
                (LOST + "," + CARD + "," + BOAT).replace("FACTS", FACTS).replace("'basis': ['law']", "'basis': []");
        var json = "{'allow-list': {}, 'matters': [%s], 'bundles': %s}".formatted(matters, BUNDLES);
        return ContentJson.mapper().readValue(json.replace('\'', '"'), Content.class);
    }
}
