/** Configurations of all kinds, shown and changed by forms. */
package dev.tocsin.console.configuration;
