/**
 * From a verified notification to a settled delivery. Intake stores it with one delivery per hearing configuration in one
 * commit; lanes claim, pace, post and settle. Postgres is the queue: all state that matters is there, and what this room
 * keeps in memory only makes it quick.
 */
package dev.tocsin.delivery;
