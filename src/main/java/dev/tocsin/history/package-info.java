/** What became of notifications, deliveries and refused requests, read from what the other rooms have written. */
package dev.tocsin.history;
