/**
 * The way to PostgreSQL: its connections, statements that end in time, reading rows, lists in pages, and its clock, which is
 * the one that all replicas share.
 */
package dev.tocsin.database;
