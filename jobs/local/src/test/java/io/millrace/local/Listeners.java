package io.millrace.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The kernel's own list of listening sockets, on Linux. */
final class Listeners {

    static final String LOOPBACK = "0100007F";
    static final String LOOPBACK_AS_IPV6 = "0000000000000000FFFF0000" + LOOPBACK;

    private static final String LISTENING = "0A";

    private Listeners() {}

    /** The addresses on which these processes listen, in the kernel's notation. */
    static List<String> of(long... processes) throws IOException {
        Set<String> sockets = new HashSet<>();
        for (long process : processes) {
            sockets.addAll(socketsOf(process));
        }
        return listening(sockets);
    }

    private static List<String> listening(Set<String> inodes) throws IOException {
        List<String> addresses = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                // sl, local address:port, remote, state, queues, timer, retransmits, uid, timeout,
                // inode
                String[] columns = line.strip().split("\\s+", -1);
                if (columns[3].equals(LISTENING) && inodes.contains(columns[9])) {
                    addresses.add(columns[1].replaceFirst(":.*", ""));
                }
            }
        }
        return addresses;
    }

    private static Set<String> socketsOf(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files.toList()) {
                // a file may be closed before we look
                if (Files.isSymbolicLink(file)) {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring(8, target.length() - 1));
                    }
                }
            }
        }
        return inodes;
    }
}
