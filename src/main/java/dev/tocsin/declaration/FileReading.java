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
 * @param secrets those that it refers to, and whether they are there
 * @param references the same, as they are found again
 * @param sha256 of the file and of these secrets, in hexadecimal
 */
record FileReading(Declared declared, List<Invalid> errors, List<String> notes, List<NeededSecret> secrets,
        Set<SecretReferences.Reference> references, String sha256) {
}
