package dev.tocsin.live;

import java.util.UUID;

/** Somebody did something about a matter, which is committed and is to be seen at once. */
record PersonActed(UUID posting) {
}
