package dev.tocsin.configuration;

/**
 * What members may hold: the constraints of AWS Chatbot's API model (2017-10-11), and bounds of our own where it has none
 * (topics, guardrail policies, tokens, digests, folding, reminders).
 */
public final class Limits {

    public static final String NAME_PATTERN = "^[A-Za-z0-9_-]{1,128}$";
    public static final String TEAM_PATTERN = "^[0-9A-Z]{1,255}$";
    public static final String CHANNEL_PATTERN = "^[A-Za-z0-9]{1,255}$";
    public static final String BOT_TOKEN_PATTERN = "^(xoxe\\.)?xoxb-[A-Za-z0-9-]{1,500}$";
    public static final int TEXT = 255;
    public static final int ROLE_ARN = 1224;
    public static final int POLICY_ARN = 1163;
    public static final int POLICIES = 20;
    public static final int TOPICS = 1000;
    /** In seconds. */
    public static final int DIGEST_AFTER = 86_400;
    /** In messages. */
    public static final int FOLD_AFTER = 1_000;
    /** In minutes, from reminder to reminder and until something is escalated: a week. */
    public static final int MINUTES = 10_080;
    public static final int REMINDERS = 100;
    public static final int TAGS = 50;
    public static final int TAG_KEY = 128;
    public static final int TAG_VALUE = 256;
    public static final int PAGE = 100;

    private Limits() {
    }
}
