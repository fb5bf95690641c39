package io.millrace.inference.registry;

/** Why a row of the registry cannot be followed, in a sentence for its author. */
final class RegistryException extends Exception {

    RegistryException(String reason) {
        super(reason);
    }
}
