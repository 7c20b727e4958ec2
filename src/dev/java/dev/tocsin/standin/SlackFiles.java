package dev.tocsin.standin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.vertx.core.buffer.Buffer;

/** The files of the stand-in's Slack; the newest are kept. For use from any thread. */
public final class SlackFiles {

    static final String ID = "F[A-Z0-9]{8,}";

    private static final int CAPACITY = 200;
    private static final Duration USUALLY_READY_AFTER = Duration.ofMillis(1500);
    private static final byte[] PNG = { (byte) 0x89, 'P', 'N', 'G' };
    private static final byte[] JPEG = { (byte) 0xff, (byte) 0xd8, (byte) 0xff };
    private static final byte[] GIF = { 'G', 'I', 'F', '8' };

    /**
     * One of them.
     *
     * @param length in bytes, as announced
     * @param content null until it was uploaded
     * @param readyAt when Slack has looked at it, in milliseconds since 1970; {@link Long#MAX_VALUE} until it is complete
     */
    record Upload(String id, String team, String name, String title, int length, Buffer content, long readyAt,
            boolean isDeleted) {

        String mimetype() {
            return content == null ? "" : mimetypeOf(content);
        }
    }

    private final LongSupplier millis;
    private final Map<String, Upload> files = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Upload> eldest) {
            return size() > CAPACITY;
        }
    };
    private Duration readyAfter = USUALLY_READY_AFTER;
    private long issued;

    SlackFiles(LongSupplier millis) {
        this.millis = millis;
    }

    /** How long Slack takes from now on until a complete file can be shown in a message. */
    public synchronized void readyAfter(Duration time) {
        readyAfter = time;
    }

    /** The ids of those that can be shown or soon can. */
    public synchronized List<String> completed() {
        return files.values().stream().filter(file -> file.readyAt() < Long.MAX_VALUE && !file.isDeleted()).map(Upload::id)
                .toList();
    }

    public synchronized Optional<byte[]> content(String id) {
        return Optional.ofNullable(files.get(id)).filter(file -> !file.isDeleted() && file.content() != null)
                .map(file -> file.content().getBytes());
    }

    public synchronized boolean isDeleted(String id) {
        return files.containsKey(id) && files.get(id).isDeleted();
    }

    synchronized Upload announce(String team, String name, int length) {
        String id = "F0" + Long.toString(36L * 36 * 36 * 36 * 36 * 36 * 36 + ++issued, 36).toUpperCase(Locale.ROOT);
        Upload file = new Upload(id, team, name, name, length, null, Long.MAX_VALUE, false);
        files.put(id, file);
        return file;
    }

    /** @return whether it was announced, and not sent yet */
    synchronized boolean upload(String id, Buffer content) {
        Upload file = files.get(id);
        if (file == null || file.content() != null) {
            return false;
        }
        files.put(id, new Upload(id, file.team(), file.name(), file.title(), file.length(), content, file.readyAt(), false));
        return true;
    }

    /** @return whether there is such a file that was uploaded */
    synchronized boolean complete(String team, String id, String title) {
        Optional<Upload> sent = find(team, id).filter(file -> file.content() != null && !file.isDeleted());
        sent.ifPresent(file -> files.put(id, new Upload(id, team, file.name(), title.isEmpty() ? file.name() : title,
                file.length(), file.content(), millis.getAsLong() + readyAfter.toMillis(), false)));
        return sent.isPresent();
    }

    synchronized Optional<Upload> find(String team, String id) {
        return Optional.ofNullable(files.get(id)).filter(file -> file.team().equals(team));
    }

    synchronized void delete(Upload file) {
        files.put(file.id(), new Upload(file.id(), file.team(), file.name(), file.title(), file.length(), file.content(),
                file.readyAt(), true));
    }

    synchronized boolean isReady(Upload file) {
        return millis.getAsLong() >= file.readyAt();
    }

    /** Whether a block of an image can show it. */
    synchronized boolean isUsable(String team, String id) {
        return find(team, id).filter(file -> !file.isDeleted() && isReady(file) && file.mimetype().startsWith("image/"))
                .isPresent();
    }

    /** What people can look at, once Slack has. */
    synchronized Optional<Upload> visible(String id) {
        return Optional.ofNullable(files.get(id)).filter(file -> !file.isDeleted() && isReady(file));
    }

    private static String mimetypeOf(Buffer content) {
        return startsWith(content, PNG) ? "image/png"
                : startsWith(content, JPEG) ? "image/jpeg" : startsWith(content, GIF) ? "image/gif" : "text/plain";
    }

    private static boolean startsWith(Buffer content, byte[] magic) {
        return content.length() >= magic.length && content.getBuffer(0, magic.length).equals(Buffer.buffer(magic));
    }
}
