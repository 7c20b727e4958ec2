/**
 * What a notification means, for people: {@link dev.tocsin.notice.Interpreters} asks each
 * {@link dev.tocsin.notice.Interpreter} in the order of its priority and returns a {@link dev.tocsin.notice.Notice}.
 * <p>
 * Here live what all families need and the general forms, which take what no family knows. The families live in the packages
 * below: one class each, with {@code @Singleton} and {@code @Priority(Interpreter.KNOWN)}. Payloads are read through
 * {@link dev.tocsin.notice.Json}, never by casting. Whatever an interpreter answers is scrubbed afterwards: secrets of the
 * payload, control characters and subscription links need not trouble it.
 */
package dev.tocsin.notice;
