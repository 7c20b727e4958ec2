package dev.tocsin.start;

/** Why Tocsin did not start, for whoever started it. The numbers are those of {@code sysexits.h}. */
public enum ExitCode {

    /** The tables in the database are not as this version left them. */
    OTHER_TABLES(65),
    /** The database did not answer for as long as it is awaited. */
    DATABASE_AWAY(69),
    /** A failure that nobody foresaw; its stack follows the line. */
    UNKNOWN(70),
    /** A port is taken, or an address is none of this host. */
    ADDRESS_TAKEN(71),
    /** The folder of the embedded database cannot be used, or the database cannot be started in it. */
    FOLDER_UNUSABLE(73),
    /** The database refuses the user: its password, its rights, or there is no such database. */
    DATABASE_REFUSES(77),
    /** A setting is wrong or missing. */
    WRONG_SETTING(78);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
