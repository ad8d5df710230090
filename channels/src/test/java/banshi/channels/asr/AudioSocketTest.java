package banshi.channels.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.channels.wechat.NeverBlocks;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NeverBlocks.class)
class AudioSocketTest {
    private static final UUID ID = UUID.fromString("40325ec2-5efd-4bd3-805f-53576e581d13");

    @AutoClose
    private final FakeEngine engine = new FakeEngine();

    @AutoClose
    private final Rig rig = new Rig(engine.url(), Rig.funAsr());

    @AutoClose
    private final AudioSocketServer server =
            new AudioSocketServer(new AsrSettings.AudioSocket("127.0.0.1", 0), rig.calls, rig.clock, rig.tally);

    /** As Asterisk: a kind, a length of two bytes, the high one first, and what is of it. */
    static void send(OutputStream to, int kind, byte... payload) throws IOException {
        var out = new DataOutputStream(to);
        out.writeByte(kind);
        out.writeShort(payload.length);
        out.write(payload);
        out.flush();
    }

    static byte[] bytes(UUID id) {
        return java.nio.ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private Socket asterisk() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static byte[] slin(int value) {
        return Sound.littleEndian(Rig.sound(value, 20));
    }

    @ParameterizedTest(name = "with a frame of the kind 0x00: {0}")
    @ValueSource(booleans = {true, false})
    void takesACallFromItsIdToItsEnd(boolean said) throws IOException {
        try (var asterisk = asterisk()) {
            send(asterisk.getOutputStream(), 0x01, bytes(ID));
            rig.events.tell("started " + ID);
            for (int i = 1; i <= 3; i++) send(asterisk.getOutputStream(), 0x10, slin(i));
            var line = engine.line();
            assertThat(line.sound()).isEqualTo(joined(slin(1), slin(2), slin(3)));
            line.say("{\"mode\":\"2pass-online\",\"text\":\"喂\"}");
            rig.events.tell(ID + " caller: 喂");

            if (said) send(asterisk.getOutputStream(), 0x00);
            else asterisk.shutdownOutput(); // as Asterisk itself does
            line.awaitGoodbye();
            line.say("{\"text\":\"\",\"is_final\":true}");
            rig.events.tell(ID + " caller final: 喂", "ended " + ID + " hangup");
        }
    }

    private static byte[] joined(byte[]... parts) {
        var all = new java.io.ByteArrayOutputStream();
        for (var part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    @Test
    void takesFramesThatComeInPiecesAndTogether() throws IOException {
        var all = new java.io.ByteArrayOutputStream();
        send(all, 0x01, bytes(ID));
        for (int i = 1; i <= 3; i++) send(all, 0x10, slin(i));
        try (var asterisk = asterisk()) {
            asterisk.setTcpNoDelay(true);
            for (byte b : all.toByteArray()) asterisk.getOutputStream().write(b);
            assertThat(engine.line().sound()).isEqualTo(joined(slin(1), slin(2), slin(3)));
        }
    }

    @Test
    void goesOnAfterRubbish() throws IOException {
        try (var asterisk = asterisk()) {
            var out = asterisk.getOutputStream();
            send(out, 0x10, slin(9)); // before its id: whose it is nobody knows
            send(out, 0x01, (byte) 1, (byte) 2);
            send(out, 0x01, bytes(ID));
            rig.events.tell("started " + ID);
            send(out, 0x03, (byte) '5'); // a key, which is none
            send(out, 0x77, "身份证".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            rig.events.tellFault(ID.toString(), "kind 0x77");
            send(out, 0x10, (byte) 1, (byte) 2, (byte) 3);
            rig.events.tellFault("half a sample");
            send(out, 0x01, bytes(ID));
            rig.events.tellFault("a second UUID");
            for (int i = 1; i <= 3; i++) send(out, 0x10, slin(i));

            assertThat(engine.line().sound()).isEqualTo(joined(slin(1), slin(2), slin(3)));
            assertThat(rig.tally.counts()).containsEntry("rubbish", 5L);
        }
    }

    @Test
    void tellsAFaultWhereTheConnectionBreaks() throws IOException {
        var asterisk = asterisk();
        send(asterisk.getOutputStream(), 0x01, bytes(ID));
        rig.events.tell("started " + ID);
        asterisk.setSoLinger(true, 0);
        asterisk.close();

        rig.events.tellFault(ID.toString(), "the sound broke off");
    }

    @Test
    void saysWhatToSetWhereItCannotListen() {
        var taken = new AsrSettings.AudioSocket("127.0.0.1", server.port());

        assertThatThrownBy(() -> new AudioSocketServer(taken, rig.calls, rig.clock, rig.tally))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("banshi.hotline.asr.audio-socket")
                .hasNoCause();
    }
}
