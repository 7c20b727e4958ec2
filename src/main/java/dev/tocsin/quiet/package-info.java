/** Keeps the log short where anybody can cause a line as often as they like. */
package dev.tocsin.quiet;
