/** Log lines as JSON, for clusters that collect them: the same members in every line. */
package dev.tocsin.lines;
