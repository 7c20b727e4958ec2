package dev.tocsin.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Two replicas, and all are harmed: they, their database and the chats. */
final class HarmRun {

    private static final int CONNECTIONS = 100;
    /** Less than SNS has, as a replica that stands still answers nothing. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

    private final ChaosOptions options;
    private final ChaosStage stage;
    private final List<Replica> replicas;
    private final InsistentSns sns;
    private final Troublemaker troublemaker;

    HarmRun(ChaosOptions options, ChaosStage stage) throws IOException {
        this.options = options;
        this.stage = stage;
        this.replicas = List.of(stage.replica("a", options.application()),
                stage.replica("b", options.beside().orElse(options.application())));
        this.sns = stage.sns(replicas.stream().map(Replica::url).toList(), CONNECTIONS, TIME_LIMIT);
        this.troublemaker = new Troublemaker(replicas, stage.database(), stage.chats(), options.seed(),
                options.longestFreeze());
    }

    Ledger run() throws IOException, InterruptedException, SQLException {
        stage.launch(replicas, ChaosStage.PACE);
        ChaosStage.awaitReady(replicas);
        stage.configure(replicas.get(0));
        stage.say("everything runs; seed " + options.seed());
        sns.start(options.perSecond());
        troublemaker.harm(options.time().dividedBy(2));
        stage.say("both replicas start again without a pace");
        replicas.forEach(Replica::stop);
        stage.launch(replicas, ChaosStage.NO_PACE);
        ChaosStage.awaitReady(replicas);
        troublemaker.harm(options.time().dividedBy(2));
        Duration drained = stage.drain(sns, replicas);
        List<String> misnamed = new DeliveryLists(replicas.get(0), stage.database(), stage.chats().channels())
                .misnamed();
        replicas.forEach(Replica::stop);
        Ledger ledger = stage.ledger(sns, drained, troublemaker.events());
        stage.tellHarm(ledger, troublemaker);
        return ledger.fault("messages of which the API names other deliveries", misnamed);
    }
}
