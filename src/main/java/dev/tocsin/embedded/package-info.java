/**
 * A real PostgreSQL inside the JVM application, for trying Tocsin and for a single machine. Not in the native executable,
 * which runs against a given database.
 */
package dev.tocsin.embedded;
