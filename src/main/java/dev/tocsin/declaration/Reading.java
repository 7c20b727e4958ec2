package dev.tocsin.declaration;

import java.util.List;

import dev.tocsin.configuration.Declared;
import dev.tocsin.problem.Invalid;

/**
 * What a file says.
 *
 * @param errors what could not be read; then the rest may have errors too, which are found when it is applied
 * @param sha256 of the file and of the secrets that it refers to, in hexadecimal
 */
record Reading(Declared declared, List<Invalid> errors, String sha256) {
}
