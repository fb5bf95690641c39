package io.millrace.inference.stage;

import java.io.IOException;

/**
 * A model that was verified, and that this subtask cannot load all the same: its file is gone, or
 * this machine cannot reach it. Starting again may help, unlike with a model that is refused; so
 * the refusal is told and not kept as the cause, which would keep the job from restarting.
 */
public final class ModelUnavailableException extends IOException {
    ModelUnavailableException(String message) {
        super(message);
    }
}
