package banshi.channels.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Whether a port can be had (端口). */
final class Ports {
    private Ports() {}

    /**
     * Takes the port and gives it back at once.
     *
     * @throws CannotStart if that does not work
     */
    static void requireFree(ServeSettings settings) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
        } catch (UnknownHostException e) {
            throw new CannotStart("--host " + settings.host() + " is no address of this machine", e);
        } catch (IOException e) {
            throw taken(settings, e);
        }
    }

    static CannotStart taken(ServeSettings settings, Exception cause) {
        return new CannotStart(
                "port " + settings.port() + " on " + settings.host()
                        + " cannot be had: another program listens there, or it is not allowed; choose another with --port",
                cause);
    }
}
