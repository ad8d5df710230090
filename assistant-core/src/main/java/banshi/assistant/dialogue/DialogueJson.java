package banshi.assistant.dialogue;

import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.dialogue.DialogueCodec.Read;
import banshi.corpus.AspectId;
import banshi.corpus.BundleId;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * A dialogue as JSON (对话状态的 JSON 形式). Every field stands, null where there is nothing, in the order of the records: reading needs to expect
 * no other. A change of what stands here is a new {@link DialogueCodec#VERSION}.
 */
final class DialogueJson {
    private static final int MOST_CHOICES = 64;
    private static final int MOST_KNOWN = 64;
    private static final int MOST_QUESTIONS = 99;
    private static final int LONGEST_ID = 128;

    // half of a character outside the basic plane can be written only as an escape
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private DialogueJson() {}

    // ---- writing

    /** @throws IllegalArgumentException if {@link #read} would not take it back */
    static void write(Dialogue dialogue, OutputStream out) {
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeName("offered").writeStartArray();
            checkCount("choices", dialogue.offered().size(), MOST_CHOICES);
            for (var choice : dialogue.offered()) write(choice, json);
            json.writeEndArray();
            json.writeName("talks").writeStartArray();
            checkCount("talks", dialogue.talks().size(), Dialogue.MOST_TALKS);
            for (var talk : dialogue.talks()) write(talk, json);
            json.writeEndArray();
            writeId("asked", dialogue.asked(), json);
            json.writeName("unclear").writeString(dialogue.unclear());
            writeId(
                    "bundle",
                    dialogue.bundle() == null ? null : dialogue.bundle().value(),
                    json);
            json.writeBooleanProperty("again", dialogue.again());
            json.writeEndObject();
        }
    }

    private static void write(Choice choice, JsonGenerator json) {
        json.writeStartObject();
        writeId("id", choice.id(), json);
        json.writeName("label").writeString(choice.label());
        writeId("matter", choice.matter() == null ? null : choice.matter().value(), json);
        writeId("aspect", choice.aspect() == null ? null : choice.aspect().value(), json);
        writeId("option", choice.option(), json);
        json.writeEndObject();
    }

    private static void write(Dialogue.Talk talk, JsonGenerator json) {
        json.writeStartObject();
        writeId("matter", talk.matter().value(), json);
        writeId("aspect", talk.aspect().value(), json);
        json.writeName("known").writeStartObject();
        var known = talk.known().known();
        checkCount("known", known.size(), MOST_KNOWN);
        for (var one : known.entrySet()) {
            checkId("known", one.getKey());
            writeId(one.getKey(), one.getValue(), json);
        }
        json.writeEndObject();
        checkCount("questions", talk.questions(), MOST_QUESTIONS);
        json.writeNumberProperty("questions", talk.questions());
        json.writeEndObject();
    }

    private static void writeId(String field, @Nullable String id, JsonGenerator json) {
        if (id != null) checkId(field, id);
        json.writeName(field).writeString(id);
    }

    // ---- reading

    /** @param from where the JSON begins; it ends with the bytes */
    static Read read(byte[] state, int from) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), state, from, state.length - from)) {
            json.nextToken();
            var dialogue = dialogue(json);
            if (json.nextToken() != null) throw new IllegalArgumentException("something stands behind the end");
            return new Read.Sound(dialogue);
        } catch (JacksonException e) { // its message may quote what it met
            return new Read.Corrupt(
                    e.getLocation() == null
                            ? "no JSON"
                            : "no JSON at byte " + e.getLocation().getByteOffset());
        } catch (IllegalArgumentException e) {
            return new Read.Corrupt(String.valueOf(e.getMessage()));
        }
    }

    private static Dialogue dialogue(JsonParser json) {
        expect(JsonToken.START_OBJECT, "a dialogue", json);
        var offered = list("offered", MOST_CHOICES, json, () -> choice(json));
        var talks = list("talks", Dialogue.MOST_TALKS, json, () -> talk(json));
        var asked = idOrNull("asked", json);
        var unclear = wordsOrNull("unclear", json);
        var bundle = idOrNull("bundle", json);
        field("again", json);
        boolean again = json.currentToken() == JsonToken.VALUE_TRUE;
        if (!again) expect(JsonToken.VALUE_FALSE, "again", json);
        end("a dialogue", json);
        return new Dialogue(offered, talks, asked, unclear, bundle == null ? null : new BundleId(bundle), again);
    }

    private static Choice choice(JsonParser json) {
        expect(JsonToken.START_OBJECT, "a choice", json);
        var id = id("id", json);
        var label = words("label", json);
        var matter = idOrNull("matter", json);
        var aspect = idOrNull("aspect", json);
        var option = idOrNull("option", json);
        end("a choice", json);
        return new Choice(
                id,
                label,
                matter == null ? null : new MatterId(matter),
                aspect == null ? null : new AspectId(aspect),
                option);
    }

    private static Dialogue.Talk talk(JsonParser json) {
        expect(JsonToken.START_OBJECT, "a talk", json);
        var matter = new MatterId(id("matter", json));
        var aspect = new AspectId(id("aspect", json));
        var known = known(json);
        field("questions", json);
        expect(JsonToken.VALUE_NUMBER_INT, "a number of questions", json);
        int questions = json.getIntValue();
        checkCount("questions", questions, MOST_QUESTIONS);
        end("a talk", json);
        return new Dialogue.Talk(matter, aspect, known, questions);
    }

    private static Circumstances known(JsonParser json) {
        field("known", json);
        expect(JsonToken.START_OBJECT, "what is known", json);
        var known = new LinkedHashMap<String, String>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var situation = json.currentName();
            checkId("known", situation);
            json.nextToken();
            expect(JsonToken.VALUE_STRING, "an option", json);
            var option = json.getString();
            checkId("known", option);
            if (known.put(situation, option) != null) throw new IllegalArgumentException("known has a situation twice");
            checkCount("known", known.size(), MOST_KNOWN);
        }
        expect(JsonToken.END_OBJECT, "the end of what is known", json);
        return known.isEmpty() ? Circumstances.NONE : new Circumstances(known);
    }

    private static <T> List<T> list(String name, int most, JsonParser json, Supplier<T> one) {
        field(name, json);
        expect(JsonToken.START_ARRAY, name, json);
        var all = new ArrayList<T>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            checkCount(name, all.size() + 1, most);
            all.add(one.get());
        }
        return all;
    }

    private static String id(String name, JsonParser json) {
        var id = words(name, json);
        checkId(name, id);
        return id;
    }

    private static @Nullable String idOrNull(String name, JsonParser json) {
        var id = wordsOrNull(name, json);
        if (id != null) checkId(name, id);
        return id;
    }

    private static String words(String name, JsonParser json) {
        field(name, json);
        expect(JsonToken.VALUE_STRING, name, json);
        return json.getString();
    }

    private static @Nullable String wordsOrNull(String name, JsonParser json) {
        field(name, json);
        if (json.currentToken() == JsonToken.VALUE_NULL) return null;
        expect(JsonToken.VALUE_STRING, name, json);
        return json.getString();
    }

    /** On to the value of the next field, which must have this name. */
    private static void field(String name, JsonParser json) {
        if (!name.equals(json.nextName())) throw new IllegalArgumentException("no " + name + " where it belongs");
        json.nextToken();
    }

    private static void end(String what, JsonParser json) {
        json.nextToken();
        expect(JsonToken.END_OBJECT, "the end of " + what, json);
    }

    private static void expect(JsonToken token, String what, JsonParser json) {
        if (json.currentToken() != token) throw new IllegalArgumentException(what + " is none");
    }

    // ---- both ways

    private static void checkCount(String name, int count, int most) {
        if (count < 0 || count > most)
            throw new IllegalArgumentException(name + " is " + count + "; allowed: 0 to " + most);
    }

    /** As the content's schemas have it: words of a-z and 0-9 with hyphens between them. */
    private static void checkId(String name, String id) {
        boolean sound = !id.isEmpty() && id.length() <= LONGEST_ID;
        boolean inWord = false;
        for (int i = 0; sound && i < id.length(); i++) {
            char c = id.charAt(i);
            sound = isWord(c) || (c == '-' && inWord);
            inWord = isWord(c);
        }
        if (!sound || !inWord)
            throw new IllegalArgumentException(name + " has no id of a-z, 0-9 and hyphens, at most " + LONGEST_ID);
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
