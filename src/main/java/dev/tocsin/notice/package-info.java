/**
 * What a notification means, for people: {@link dev.tocsin.notice.Interpreters} asks each
 * {@link dev.tocsin.notice.Interpreter} in the order of its priority and returns a {@link dev.tocsin.notice.Notice}.
 * <p>
 * A new event format is one class with {@code @Singleton} and a {@code @Priority} of its own, between the formats that are
 * told apart by their members (800 and above) and the general ones (300 and below), and a sample beside its test in
 * {@code src/test/resources/notice}, which the robustness test then mutates too. Payloads are read through {@code Json},
 * never by casting; {@code Secrets} and {@code Details} help with members that nobody described.
 */
package dev.tocsin.notice;
