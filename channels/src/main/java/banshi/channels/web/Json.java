package banshi.channels.web;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/** A value that was written before (写好的 JSON): its bytes are made once, however often it is sent. Thread-safe. */
final class Json implements JacksonSerializable {
    private final SerializedString written;

    /** @param written a whole value */
    Json(String written) {
        this.written = new SerializedString(written);
    }

    @Override
    public void serialize(JsonGenerator to, SerializationContext context) {
        to.writeRawValue(written);
    }

    @Override
    public void serializeWithType(JsonGenerator to, SerializationContext context, TypeSerializer type) {
        serialize(to, context);
    }
}
