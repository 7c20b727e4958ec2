/**
 * What became of notifications, deliveries and refused requests, read from what the other rooms have written, and what the
 * notifications meant, kept so that they can be searched.
 */
package dev.tocsin.history;
