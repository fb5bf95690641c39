package io.millrace.connector.mqtt.connection;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.annotation.Nullable;

/**
 * Who connects.
 *
 * @param password null if there is none or it is in the file
 * @param passwordFile null if there is none; read on every connect, so that it may be rotated
 */
public record Credentials(
        @Nullable String username, @Nullable String password, @Nullable String passwordFile)
        implements Serializable {

    /**
     * The password as of now, null if there is none.
     *
     * @throws IOException if the password file cannot be read; names the file
     */
    @Nullable
    public byte[] currentPassword() throws IOException {
        if (passwordFile == null) {
            return password == null ? null : password.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Files.readString(Path.of(passwordFile))
                    .stripTrailing()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException("Cannot read 'password-file' = '" + passwordFile + "'", e);
        }
    }

    /** What was given by which option, for messages to people: without the password. */
    public String given() {
        String user = "'username' = '" + username + "'";
        if (passwordFile != null) {
            return user + " and 'password-file' = '" + passwordFile + "'";
        }
        return user + (password == null ? " and no password" : " and 'password'");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
