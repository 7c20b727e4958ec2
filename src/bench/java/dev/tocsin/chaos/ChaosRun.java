package dev.tocsin.chaos;

import java.io.IOException;
import java.sql.SQLException;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.benchmark.Ending;

/** Replicas on one database between an SNS that insists and chats that fail. What is done to them, the options say. */
public final class ChaosRun {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChaosRun() {
    }

    /** Ends and removes what it started, and leaves logs and ledger. */
    public static Ledger of(ChaosOptions options) throws IOException, InterruptedException, SQLException {
        Ending ending = new Ending();
        Thread hook = new Thread(ending::run, "ending");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            ChaosStage stage = new ChaosStage(options, ending);
            Ledger ledger = switch (options.kind()) {
                case HARM -> new HarmRun(options, stage).run();
                case ROLLING -> new RollingRun(options, stage).run();
                case UPGRADE -> new UpgradeRun(options, stage).run();
            };
            JSON.writerWithDefaultPrettyPrinter().writeValue(options.results().resolve("ledger.json").toFile(),
                    ledger.document());
            return ledger;
        } finally {
            ending.run();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
