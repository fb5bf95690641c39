package io.millrace.training.request;

import java.util.List;
import java.util.regex.Pattern;

/** A setting of an algorithm. */
public sealed interface Parameter {

    String name();

    /** Used when the user says nothing; in the form that a user would write. */
    String defaultValue();

    /** One sentence. */
    String description();

    /** Why a text cannot be taken, as the end of a sentence; empty when it can. */
    String complaint(String text);

    /**
     * A whole number.
     *
     * @param least smallest value allowed
     */
    record Whole(String name, int defaultNumber, int least, int most, String description)
            implements Parameter {
        @Override
        public String defaultValue() {
            return Integer.toString(defaultNumber);
        }

        @Override
        public String complaint(String text) {
            try {
                int value = Integer.parseInt(text.trim());
                if (value >= least && value <= most) {
                    return "";
                }
            } catch (NumberFormatException e) {
                // told below, in the same words as a number out of range
            }
            return "must be a whole number from " + least + " to " + most;
        }
    }

    /**
     * A number, or a word that says which.
     *
     * @param least smallest value allowed
     * @param words that may stand in the number's place; often empty
     */
    record Real(
            String name,
            String defaultValue,
            double least,
            double most,
            List<String> words,
            String description)
            implements Parameter {
        @Override
        public String complaint(String text) {
            try {
                double value = Double.parseDouble(text.trim());
                if (value >= least && value <= most) {
                    return "";
                }
            } catch (NumberFormatException e) {
                if (words.contains(text.trim())) {
                    return "";
                }
            }
            String range =
                    most == Double.MAX_VALUE
                            ? "must be a number of at least " + least
                            : "must be a number from " + least + " to " + most;
            return words.isEmpty() ? range : range + ", or " + String.join(", ", words);
        }
    }

    /** Whole numbers above zero, separated by commas. */
    record Sizes(String name, String defaultValue, String description) implements Parameter {
        private static final Pattern FORM =
                Pattern.compile("[1-9][0-9]{0,3}( *, *[1-9][0-9]{0,3}){0,7}");

        @Override
        public String complaint(String text) {
            return FORM.matcher(text.trim()).matches()
                    ? ""
                    : "must be up to eight sizes from 1 to 9999, such as 32,16";
        }
    }

    /** One word of several. */
    record Choice(String name, String defaultValue, List<String> words, String description)
            implements Parameter {
        @Override
        public String complaint(String text) {
            return words.contains(text.trim()) ? "" : "must be one of " + String.join(", ", words);
        }
    }
}
