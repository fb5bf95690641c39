package io.millrace.connector.mqtt.link;

import javax.annotation.Nullable;

/**
 * Why a connection ended.
 *
 * @param reason a clause for people, e.g. "the broker refused the connection: not authorized
 *     (0x87)"
 * @param cause null if there is no exception behind it
 */
public record LinkLoss(LossResponse response, String reason, @Nullable Throwable cause) {

    /** A loss worth another attempt. */
    public static LinkLoss retry(String reason, @Nullable Throwable cause) {
        return new LinkLoss(LossResponse.RETRY, reason, cause);
    }
}
