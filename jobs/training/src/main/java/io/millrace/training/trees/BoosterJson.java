package io.millrace.training.trees;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.training.request.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads XGBoost's own JSON form of a booster. */
final class BoosterJson {

    private BoosterJson() {}

    /**
     * @param json as {@code Booster.toByteArray("json")} gives it
     * @param trees how many to take, from the first; early stopping leaves some behind the best
     */
    static TreeEnsemble parse(byte[] json, int trees, Task task) {
        JsonNode learner = tree(json).path("learner");
        JsonNode shape = learner.path("learner_model_param");
        List<Tree> read = new ArrayList<>();
        Iterator<JsonNode> elements =
                learner.path("gradient_booster").path("model").path("trees").elements();
        while (elements.hasNext() && read.size() < trees) {
            read.add(new Reading(elements.next()).tree());
        }
        // a list in brackets from XGBoost 3.1 on
        float score =
                Float.parseFloat(shape.path("base_score").asText().replaceAll("[\\[\\]]", ""));
        float base = task == Task.CLASSIFICATION ? logit(score) : score;
        return new TreeEnsemble(read, base, shape.path("num_feature").asInt(), task);
    }

    private static JsonNode tree(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("XGBoost's model is no JSON", e);
        }
    }

    private static float logit(double probability) {
        return (float) -Math.log(1 / probability - 1);
    }

    /** Renumbers the nodes from the root on: pruning leaves dead ones in XGBoost's arrays. */
    private static final class Reading {
        private final JsonNode json;
        private final List<Integer> order = new ArrayList<>();

        Reading(JsonNode json) {
            this.json = json;
        }

        Tree tree() {
            order.add(0);
            List<Integer> left = new ArrayList<>();
            List<Integer> right = new ArrayList<>();
            for (int i = 0; i < order.size(); i++) {
                left.add(enqueue("left_children", order.get(i)));
                right.add(enqueue("right_children", order.get(i)));
            }
            int nodes = order.size();
            int[] feature = new int[nodes];
            float[] values = new float[nodes];
            boolean[] defaultLeft = new boolean[nodes];
            float[] gain = new float[nodes];
            for (int i = 0; i < nodes; i++) {
                feature[i] = at("split_indices", i).asInt();
                // as text: Jackson's double of it, rounded to a float, could be off by one place
                values[i] = Float.parseFloat(at("split_conditions", i).asText());
                defaultLeft[i] = at("default_left", i).asInt() != 0;
                gain[i] = (float) at("loss_changes", i).asDouble();
            }
            return new Tree(ints(left), ints(right), feature, values, defaultLeft, gain);
        }

        private int enqueue(String side, int node) {
            int child = json.path(side).path(node).asInt(-1);
            if (child < 0) {
                return -1;
            }
            order.add(child);
            return order.size() - 1;
        }

        private JsonNode at(String array, int place) {
            return json.path(array).path(order.get(place));
        }

        private static int[] ints(List<Integer> values) {
            return values.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
