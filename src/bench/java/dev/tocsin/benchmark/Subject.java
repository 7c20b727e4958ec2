package dev.tocsin.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** An application at work, with the PostgreSQL that is its own. */
final class Subject {

    static final String NOBODY_LISTENS = "http://127.0.0.1:9";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ASKERS = 8;
    private static final String TABLES = """
            SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname = 'public'
            AND tablename IN ('notification', 'delivery', 'attempt', 'understood', 'heard', 'refusal', 'chat_command')""";

    private final Application application;
    private final DatabaseServer database;
    private final Path folder;
    private final Setting setting;
    private TocsinProcess tocsin;

    /**
     * What all subjects have in common.
     *
     * @param settings beside those that all parts need
     */
    record Setting(Path work, PostgresPrograms programs, Path certificates, ChatStub chats, List<String> javaOptions,
            Map<String, String> settings, Ending ending) {

        Setting with(Map<String, String> others) {
            return new Setting(work, programs, certificates, chats, javaOptions, others, ending);
        }
    }

    private Subject(Application application, DatabaseServer database, Path folder, Setting setting) {
        this.application = application;
        this.database = database;
        this.folder = folder;
        this.setting = setting;
    }

    static Subject start(Application application, Setting setting) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(setting.work(), application.name());
        Folders.letAllRead(folder);
        DatabaseServer database = DatabaseServer.start(folder, setting.programs(), setting.ending());
        Subject subject = new Subject(application, database, folder, setting);
        setting.ending().then(subject::stop);
        subject.launch();
        database.execute("CREATE TABLE bench (LIKE notification INCLUDING ALL)");
        subject.create("/api/slack/workspaces", Map.of("botToken", "xoxb-benchmark"));
        return subject;
    }

    private void launch() throws IOException, InterruptedException {
        tocsin = TocsinProcess.start(application, database, folder, setting);
    }

    /** A new process of the same application on the same data. */
    void restart() throws IOException, InterruptedException {
        tocsin.stop();
        launch();
    }

    void stop() {
        if (tocsin != null) {
            tocsin.stop();
        }
        database.stop();
    }

    String name() {
        return application.name();
    }

    Application application() {
        return application;
    }

    DatabaseServer database() {
        return database;
    }

    TocsinProcess tocsin() {
        return tocsin;
    }

    /** After a collection, so that it says exactly what was allocated until now. */
    GcLog gcLog() throws IOException, InterruptedException {
        if (application.isJar()) {
            Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            Child.output(List.of(jcmd.toString(), String.valueOf(tocsin.pid()), "GC.run"), folder.resolve("jcmd"),
                    setting.ending());
        }
        return GcLog.read(folder.resolve(TocsinProcess.GC_LOG));
    }

    /** No message and no configuration is left. */
    void forget() {
        empty();
        database.execute("DELETE FROM configuration");
        empty();
    }

    /** No message is left, so that the same letters are new again. */
    void empty() {
        database.execute("TRUNCATE " + database.text(TABLES), "CHECKPOINT");
    }

    /** So many lanes, every other one of them a channel that is posted to with a bot's token. */
    void lanes(int count, IntFunction<List<String>> topics) throws InterruptedException {
        each(count, lane -> lane % 2 == 0 ? webhook(setting.chats().url(), lane, topics.apply(lane))
                : channel(lane, topics.apply(lane)));
    }

    /** So many webhooks of one host that all hear one topic. */
    void webhooks(String origin, int count, String topic) throws InterruptedException {
        each(count, lane -> webhook(origin, lane, List.of(topic)));
    }

    private Map<String, Object> webhook(String origin, int lane, List<String> topics) {
        return Map.of("configurationName", "lane-" + URI.create(origin).getPort() + "-" + lane, "webhookUrl",
                ChatStub.webhook(origin, lane), "snsTopicArns", topics.stream().map(Letters::topic).toList());
    }

    /** So many channels, whose messages change with their matters and have charts, or do not. */
    void channels(int count, boolean isLive) throws InterruptedException {
        each(count, lane -> {
            Map<String, Object> members = new HashMap<>(channel(lane, List.of("t" + lane)));
            members.put("liveMessages", isLive);
            members.put("charts", isLive);
            return members;
        });
    }

    /** So many channels in which commands may be given. */
    void commandChannels(int count) throws InterruptedException {
        each(count, lane -> {
            Map<String, Object> members = new HashMap<>(channel(lane, List.of()));
            members.put("commands", true);
            members.put("iamRoleArn", "arn:aws:iam::123456789012:role/benchmark");
            members.put("guardrailPolicyArns", List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"));
            return members;
        });
    }

    private Map<String, Object> channel(int lane, List<String> topics) {
        return Map.of("configurationName", "lane-" + lane, "slackTeamId", ChatStub.TEAM, "slackChannelId",
                ChatStub.channel(lane), "slackChannelName", "benchmark", "snsTopicArns",
                topics.stream().map(Letters::topic).toList());
    }

    private void each(int count, IntFunction<Map<String, Object>> configuration) throws InterruptedException {
        ExecutorService askers = Executors.newFixedThreadPool(ASKERS);
        try {
            for (Future<?> created : askers.invokeAll(IntStream.range(0, count).<Callable<Void>> mapToObj(i -> () -> {
                create("/api/slack/channels", configuration.apply(i));
                return null;
            }).toList())) {
                created.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause().getMessage(), failure);
        } finally {
            askers.shutdownNow();
        }
    }

    private void create(String path, Map<String, Object> members) {
        try {
            tocsin.post(path, JSON.writeValueAsString(members));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
