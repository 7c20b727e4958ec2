package dev.tocsin.chaos;

import java.util.Optional;

/**
 * What the history says at the end of a message that stands for a matter.
 *
 * @param reference what names it in its channel; empty where nobody can change it
 * @param letter the newest about the matter, which it shows
 * @param isGone whether it stands for nothing any more
 */
record ToldMessage(String id, int lane, String matter, Optional<String> reference, int letter, boolean isGone) {
}
