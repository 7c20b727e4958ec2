/** The way to PostgreSQL: its connections, statements that end in time, reading rows, and lists in pages. */
package dev.tocsin.database;
