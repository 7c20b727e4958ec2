/**
 * What happens before Quarkus starts: the settings as they are now, free ports, the database that is awaited, a signal in the
 * middle of it, and words for every start that fails.
 */
package dev.tocsin.start;
