package io.millrace.training.neural;

import io.millrace.training.model.ClassWeight;
import io.millrace.training.model.Fitting;
import io.millrace.training.model.Round;
import io.millrace.training.request.Parameters;
import io.millrace.training.request.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** One fitting of a network: epochs until the validation part no longer gains. */
final class Descent {

    private static final String STAGE = "fitting the network";

    private final Fitting fitting;
    private final Random random;
    private final Target target;
    private final Standardizer standardizer;
    private final Propagation network;
    private final Rows train;
    private final Rows validation;
    private int steps;

    Descent(Fitting fitting, int[] hidden) {
        this.fitting = fitting;
        this.random = new Random(fitting.seed());
        this.target = Target.of(fitting.train().labels(), fitting.task(), ClassWeight.of(fitting));
        this.standardizer = Standardizer.of(fitting.train());
        this.network = Propagation.of(fitting.train().width(), hidden, random);
        this.train = Rows.of(fitting.train(), standardizer);
        this.validation = Rows.of(fitting.validation(), standardizer);
        network.bias(target.prior());
    }

    Network run(String name) {
        Parameters parameters = fitting.parameters();
        int most = parameters.whole(NetworkLearner.EPOCHS);
        int patience = parameters.whole(NetworkLearner.EARLY_STOPPING);
        boolean watched = validation.count() > 0 && patience > 0;
        List<Round> rounds = new ArrayList<>();
        Network best = null;
        int bestEpoch = 0;
        for (int epoch = 0; epoch < most; epoch++) {
            rounds.add(epoch());
            if (best == null || !watched || better(rounds, epoch, bestEpoch)) {
                bestEpoch = epoch;
                best = network.frozen(name, standardizer, target, fitting);
            }
            fitting.progress().report(STAGE, epoch + 1, most, note(rounds.get(epoch)));
            if (watched && epoch - bestEpoch >= patience) {
                break;
            }
        }
        fitting.progress().report(STAGE, most, most, "best after " + (bestEpoch + 1) + " epochs");
        return best.with(rounds);
    }

    private static boolean better(List<Round> rounds, int epoch, int best) {
        return rounds.get(epoch).validation() < rounds.get(best).validation();
    }

    private static String note(Round round) {
        double shown = Double.isNaN(round.validation()) ? round.train() : round.validation();
        return String.format(Locale.ROOT, "%s %.5f", round.metric(), shown);
    }

    private Round epoch() {
        int batch = fitting.parameters().whole(NetworkLearner.BATCH);
        double rate = fitting.parameters().number(NetworkLearner.LEARNING_RATE);
        double penalty = fitting.parameters().number(NetworkLearner.PENALTY);
        int[] order = train.shuffled(random);
        double loss = 0;
        for (int from = 0; from < order.length; from += batch) {
            int to = Math.min(from + batch, order.length);
            for (int i = from; i < to; i++) {
                float label = train.label(order[i]);
                double margin = network.forward(train, order[i]);
                loss += target.loss(margin, label);
                network.backward(target.slope(margin, label));
            }
            steps++;
            network.step(rate * Layer.correction(steps), penalty, to - from);
        }
        if (!Double.isFinite(loss)) {
            throw new TrainingException(
                    "the network's loss is no longer a number; take a lower learning_rate than "
                            + rate);
        }
        return new Round(target.metric(), target.shown(loss / order.length), lossOf(validation));
    }

    /** NaN without rows. */
    private double lossOf(Rows rows) {
        double loss = 0;
        for (int row = 0; row < rows.count(); row++) {
            loss += target.loss(network.forward(rows, row), rows.label(row));
        }
        return target.shown(loss / rows.count());
    }
}
