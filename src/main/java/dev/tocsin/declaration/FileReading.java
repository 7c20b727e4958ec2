package dev.tocsin.declaration;

import java.util.List;
import java.util.Set;

import dev.tocsin.configuration.declared.Declared;
import dev.tocsin.problem.Invalid;

/**
 * What a file says.
 *
 * @param errors what could not be read; then the rest may have errors too, which are found when it is applied
 * @param notes what was not looked at, for people
 * @param references the secrets that it refers to
 * @param sha256 of the file and of these secrets, in hexadecimal
 */
record FileReading(Declared declared, List<Invalid> errors, List<String> notes, Set<SecretReferences.Reference> references,
        String sha256) {
}
