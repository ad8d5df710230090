package banshi.channels.app;

/**
 * Where the server listens (监听设置).
 *
 * @param host a name or an address of this machine
 * @param port 0 takes a free one
 */
record ServeSettings(String host, int port) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code host} is blank or {@code port} is no port
     */
    ServeSettings {
        if (host.isBlank()) throw new IllegalArgumentException("host is blank; allowed: an address of this machine");
        if (port < 0 || port > 65_535) throw new IllegalArgumentException("port is " + port + "; allowed: 0 to 65535");
    }
}
