package dev.tocsin.workspace;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import dev.tocsin.door.Door;
import dev.tocsin.door.DoorConfig;

/** The door of everything that Slack and browsers send to /slack, what is added there later included. */
@Singleton
final class SlackDoor implements Door {

    /**
     * Slack's events have some kilobytes. Who presses a button brings the whole message along, whose 13,000 characters may each
     * be eight in a form.
     */
    private static final int LARGEST = 256 * 1_024;
    private static final int THIRTY_SECOND = 32;

    private final DoorConfig config;

    SlackDoor(DoorConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public List<String> paths() {
        return List.of("/slack/");
    }

    @Override
    public int largest() {
        return LARGEST;
    }

    @Override
    public long most() {
        return Door.shareOfMemory(THIRTY_SECOND, LARGEST);
    }

    @Override
    public Duration bodyTimeout() {
        return config.bodyTimeout();
    }
}
