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
            throw new CannotStart("--host " + settings.host() + " 不是本机的地址", e);
        } catch (IOException e) {
            throw taken(settings, e);
        }
    }

    static CannotStart taken(ServeSettings settings, Exception cause) {
        return new CannotStart(
                "端口 " + settings.port() + "（" + settings.host() + "）不能使用，可能已被别的程序占用，或没有权限；请用 --port 换一个", cause);
    }
}
